import { Field, type FieldProps } from '../Field';

/**
 * What a phone's keyboard or a pasted text message gave, as the server takes it: without any
 * space, and out of a whole message the one number of six digits that it holds.
 */
export function stripCode(text: string): string {
  // A letter tells that this is a sentence, not a code that was typed in groups. A text message
  // names its code twice: for people and for the phone.
  const codes = new Set(text.split(/[^0-9]+/).filter((digits) => digits.length === 6));
  const [code] = codes;
  if (code && codes.size === 1 && /\p{L}/u.test(text)) return code;
  return text.replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '');
}

/** One field for a code of six digits. It never submits by itself. */
export function CodeField(
  props: Omit<FieldProps, 'input' | 'strip'> & {
    /** The code comes by text, so that the phone may offer it. */
    texted: boolean;
  },
) {
  const { texted, ...rest } = props;
  return (
    <Field
      {...rest}
      strip={stripCode}
      input={{
        class: 'code',
        inputMode: 'numeric',
        autocomplete: texted ? 'one-time-code' : 'off',
        // No maxlength: it would cut a pasted message before the code is found in it.
      }}
    />
  );
}
