import { plainNumber } from '../../typed';
import { useSecret } from '../../useSecret';
import { Field, type FieldProps } from '../Field';

/**
 * Returns a code as the server takes it: in the digits 0 to 9, without spaces, grouping and marks,
 * or, from a whole pasted message, the one number of six digits in it.
 */
export function stripCode(text: string): string {
  const typed = plainNumber(text);
  // A text message contains its code twice: for people and for the phone.
  const codes = new Set(typed.split(/[^0-9]+/).filter((digits) => digits.length === 6));
  const [code] = codes;
  if (code && codes.size === 1 && /\p{L}/u.test(typed)) return code;
  const digits = typed.replace(/[^0-9]/g, '');
  return digits.length === 6 ? digits : typed.replace(/\s/g, '');
}

/** One field for a code of six digits. Filling it in does not submit the form. */
export function CodeField(
  props: Omit<FieldProps, 'input' | 'strip'> & {
    /** The code comes by text: the phone may offer it. */
    texted: boolean;
  },
) {
  const { texted, ...rest } = props;
  useSecret(rest.name, rest.onInput);
  return (
    <Field
      {...rest}
      strip={stripCode}
      input={{
        class: 'code',
        inputMode: 'numeric',
        autocomplete: texted ? 'one-time-code' : 'off',
        // A maxlength would cut a pasted message before the code is found in it.
      }}
    />
  );
}
