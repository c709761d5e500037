import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem } from '../../api/call';
import { useAction } from '../../useAction';
import { Button } from '../Button';
import type { FieldErrors } from '../ErrorSummary';
import { Failure } from '../Failure';
import { Field } from '../Field';
import { Form } from '../Form';
import { PasswordField } from '../PasswordField';

/** The texts of a sign-in form. */
export interface SignInTexts {
  email: string;
  password: string;
  signIn: string;
  emailEmpty: string;
  passwordEmpty: string;
  emailRefused: string;
  passwordRefused: string;
  /** E-mail and password do not belong together; which of them is wrong is not revealed. */
  signInRefused: string;
}

/** Asks for e-mail and password until they are right. */
export function SignInForm(props: {
  texts: SignInTexts;
  email: string;
  /** Without it, the e-mail is shown and cannot be changed. */
  onEmail?: (email: string) => void;
  emailHint?: string | undefined;
  password: string;
  onPassword: (password: string) => void;
  errors: FieldErrors;
  onErrors: (errors: FieldErrors) => void;
  /** Resolves with the problem, or with nothing where the page has dealt with the reply. */
  signIn: (email: string, password: string) => Promise<Problem | undefined>;
  /** Shown above the fields. */
  children?: ComponentChildren;
}) {
  const { texts, onEmail, password, onPassword, errors, onErrors } = props;
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    const email = props.email.trim();
    const missing: FieldErrors = {};
    if (!email) missing['email'] = texts.emailEmpty;
    if (!password) missing['password'] = texts.passwordEmpty;
    onErrors(missing);
    setTrouble(undefined);
    if (!email || !password) return;
    const problem = await props.signIn(email, password);
    if (problem?.kind === 'sign-in-refused') {
      onPassword('');
      onErrors({ email: texts.signInRefused });
    } else if (problem?.kind === 'fields-refused') {
      onErrors({
        ...(problem.fields['email'] && { email: texts.emailRefused }),
        ...(problem.fields['password'] && { password: texts.passwordRefused }),
      });
    } else {
      setTrouble(problem);
    }
  });
  return (
    <Form onSubmit={run} errors={errors}>
      {props.children}
      <Field
        name="email"
        label={texts.email}
        value={props.email}
        onInput={(typed) => onEmail?.(typed)}
        hint={props.emailHint}
        error={errors['email']}
        input={{
          type: 'email',
          autocomplete: 'username',
          inputMode: 'email',
          readOnly: !onEmail,
        }}
      />
      <PasswordField
        name="password"
        label={texts.password}
        value={password}
        onInput={onPassword}
        error={errors['password']}
      />
      {trouble && <Failure problem={trouble} again={run} />}
      <Button busy={busy}>{texts.signIn}</Button>
    </Form>
  );
}
