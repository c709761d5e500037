import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../words';

/** What is wrong with which field: the field's name, and a sentence. */
export type Faults = Record<string, string>;

/** A form that is submitted once at a time, with the summary of what is wrong above it. */
export function Form(props: {
  onSubmit: () => void;
  /** A new object for each refusal: then the summary takes the focus. */
  faults: Faults;
  children: ComponentChildren;
}) {
  return (
    <form
      // The browser's own bubbles vanish, are not read out everywhere and cannot be styled.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <ErrorSummary faults={props.faults} />
      {props.children}
    </form>
  );
}

/** What is wrong, each a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ faults }: { faults: Faults }) {
  const { words } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const list = Object.entries(faults);
  useEffect(() => {
    if (list.length > 0) box.current?.focus();
  }, [faults]);
  if (list.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div class="summary" ref={box} tabIndex={-1} role="group" aria-labelledby="summary-title">
      <h2 id="summary-title">{words.summary}</h2>
      <ul>
        {list.map(([field, fault]) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {fault}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
