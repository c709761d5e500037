import type { ComponentChildren, InputHTMLAttributes } from 'preact';

export interface FieldProps {
  /** Also the id of the input, which the error summary links to. */
  name: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** Returns what to keep of the text that was typed or pasted. */
  strip?: (text: string) => string;
  /** Help for filling it in; shown before the input. */
  hint?: ComponentChildren;
  /** What is wrong, in a sentence. */
  error?: string | undefined;
  /** Any other attribute of the `<input>`: type, autocomplete, inputmode… */
  input?: InputHTMLAttributes;
  /** Shown on the same line as the input, such as "Show". */
  beside?: ComponentChildren;
  /** Shown below the input. */
  below?: ComponentChildren;
}

/** A labelled input whose hint and error are read out with it. */
export function Field(props: FieldProps) {
  const { name, label, value, onInput, strip, hint, error, input, beside, below } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const take = (box: HTMLInputElement) => {
    const kept = strip ? strip(box.value) : box.value;
    // Preact leaves the input as it is where the value does not change.
    if (kept !== box.value) box.value = kept;
    onInput(kept);
  };
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
            // A text that is being composed, as Japanese is typed, would be lost if it changed.
            if (event.isComposing) onInput(event.currentTarget.value);
            else take(event.currentTarget);
          }}
          onCompositionEnd={(event) => take(event.currentTarget)}
        />
        {beside}
      </div>
      {below}
    </div>
  );
}
