import { useState } from 'preact/hooks';
import { useSpeech } from '../../speech';
import { Field, type FieldProps } from '../Field';

/** A password, which can be shown. */
export function PasswordField(
  props: Omit<FieldProps, 'input' | 'beside'> & {
    /** A new one is to be chosen: password managers offer to make it. */
    choosing?: boolean;
    /** The least number of characters of a new one. */
    atLeast?: number;
  },
) {
  const { choosing, atLeast, ...rest } = props;
  const { strings } = useSpeech();
  const [shown, setShown] = useState(false);
  const type = shown ? { type: 'text' as const } : { type: 'password' as const };
  return (
    <Field
      {...rest}
      input={{
        ...type,
        autocomplete: choosing ? 'new-password' : 'current-password',
        // What Safari's password maker goes by.
        ...(choosing && atLeast && { passwordrules: `minlength: ${atLeast}; maxlength: 256;` }),
      }}
      beside={
        <button
          type="button"
          class="reveal"
          aria-label={shown ? strings.hidePassword : strings.showPassword}
          aria-controls={rest.name}
          onClick={() => setShown(!shown)}
        >
          {shown ? strings.hide : strings.show}
        </button>
      }
    />
  );
}
