import { useState } from 'preact/hooks';
import type { Problem } from '../../api/call';
import type { Firm } from '../../brand';
import { useAction } from '../../useAction';
import { Button } from '../Button';
import type { FieldErrors } from '../ErrorSummary';
import { Failure } from '../Failure';
import { Field } from '../Field';
import { Form } from '../Form';
import { Link } from '../Link';
import { Page } from '../Page';

/** The texts of the page for a forgotten password. */
export interface ForgotTexts {
  forgotTitle: string;
  forgotLead: string;
  email: string;
  emailEmpty: string;
  emailRefused: string;
  sendLink: string;
  backToSignIn: string;
}

/** Asks for the address that a link to a new password is sent to. */
export function ForgotForm(props: {
  texts: ForgotTexts;
  firm: Firm;
  email: string;
  onEmail: (email: string) => void;
  /** Sends the link; resolves with the problem, if there is one. */
  send: (email: string) => Promise<Problem | undefined>;
  /** The address of the sign-in page. */
  signInPath: string;
}) {
  const { texts, email } = props;
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    setErrors(email.trim() ? {} : { email: texts.emailEmpty });
    if (!email.trim()) return;
    const problem = await props.send(email.trim());
    if (problem?.kind === 'fields-refused') setErrors({ email: texts.emailRefused });
    else setTrouble(problem);
  });
  return (
    <Page title={texts.forgotTitle} of={props.firm.name} errors={errors}>
      <p class="lead">{texts.forgotLead}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="email"
          label={texts.email}
          value={email}
          onInput={props.onEmail}
          error={errors['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{texts.sendLink}</Button>
      </Form>
      <p class="aside">
        <Link href={props.signInPath}>{texts.backToSignIn}</Link>
      </p>
    </Page>
  );
}
