import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../words';

/** What is wrong with which field: a sentence for each field's name. */
export type Faults = Record<string, string>;

/** Lists what is wrong, each a link to its field. Takes the focus when it appears. */
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
