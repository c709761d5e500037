import type { ComponentChildren, InputHTMLAttributes } from 'preact';

export interface FieldProps {
  /** The name, and the id that the error summary links to. */
  name: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** What stays of what was typed or pasted. */
  strip?: (text: string) => string;
  /** What helps to fill it in; stands before the input. */
  hint?: ComponentChildren;
  /** What is wrong with it. */
  error?: string | undefined;
  /** Anything else that an `<input>` takes: type, autocomplete, inputmode… */
  input?: InputHTMLAttributes;
  /** Stands in one line with the input, such as "Show". */
  beside?: ComponentChildren;
  /** Stands below the input. */
  below?: ComponentChildren;
}

/** A labelled input with hint and error, each tied to it. */
export function Field(props: FieldProps) {
  const { name, label, value, onInput, strip, hint, error, input, beside, below } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <div class="hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <div class="control">
        <input
          type="text"
          spellcheck={false}
          autocapitalize="none"
          {...input}
          id={name}
          name={name}
          value={value}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={described || undefined}
          onInput={(event) => {
            const box = event.currentTarget;
            const kept = strip ? strip(box.value) : box.value;
            // What is stripped leaves the box even where the value stays as it was.
            if (kept !== box.value) box.value = kept;
            onInput(kept);
          }}
        />
        {beside}
      </div>
      {below}
    </div>
  );
}
