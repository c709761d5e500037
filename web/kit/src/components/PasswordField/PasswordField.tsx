import { useState } from 'preact/hooks';
import { useSpeech } from '../../speech';
import { useSecret } from '../../useSecret';
import { Field, type FieldProps } from '../Field';

/** A field for a password, with a button that shows it. */
export function PasswordField(
  props: Omit<FieldProps, 'input' | 'beside'> & {
    /** For a new password: password managers offer to generate it. */
    choosing?: boolean;
    /** The minimum length of a new password, in characters. */
    atLeast?: number;
  },
) {
  const { choosing, atLeast, ...rest } = props;
  const { strings } = useSpeech();
  const [shown, setShown] = useState(false);
  useSecret(rest.name, rest.onInput);
  const type = shown ? { type: 'text' as const } : { type: 'password' as const };
  return (
    <Field
      {...rest}
      input={{
        ...type,
        autocomplete: choosing ? 'new-password' : 'current-password',
        // Safari generates passwords by these rules.
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
