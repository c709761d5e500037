import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../speech';

/** What a person typed wrongly: a sentence for each field's name. */
export type FieldErrors = Record<string, string>;

/** Lists the errors, each as a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: FieldErrors }) {
  const { strings } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const list = Object.entries(errors);
  useEffect(() => {
    if (list.length > 0) box.current?.focus();
  }, [errors]);
  if (list.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div class="summary" ref={box} tabIndex={-1} role="group" aria-labelledby="summary-title">
      <h2 id="summary-title">{strings.summary}</h2>
      <ul>
        {list.map(([field, error]) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {error}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
