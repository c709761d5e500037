// The password is forgotten and there is no link at hand: one is mailed, whoever asks. The answer is
// the same for every address.

import {
  Button,
  Failure,
  Field,
  type FieldErrors,
  type Firm,
  Form,
  Link,
  Page,
  type Problem,
  post,
  useAction,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useStrings } from './strings';

/** Asks for the address that the link goes to. */
export function ForgotForm(props: {
  firm: Firm;
  email: string;
  onEmail: (email: string) => void;
  onSent: () => void;
}) {
  const { firm, email, onEmail, onSent } = props;
  const { strings } = useStrings();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    if (!email.trim()) {
      setErrors({ email: strings.emailEmpty });
      return;
    }
    setErrors({});
    const outcome = await post('/api/client/forgot-password', {
      firm: firm.id,
      email: email.trim(),
    });
    if (outcome.ok) onSent();
    else if (outcome.problem.kind === 'fields-refused') setErrors({ email: strings.emailRefused });
    else setTrouble(outcome.problem);
  });
  return (
    <Page title={strings.forgotTitle} of={firm.name} errors={errors}>
      <p class="lead">{strings.forgotLead}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="email"
          label={strings.email}
          value={email}
          onInput={onEmail}
          error={errors['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.sendLink}</Button>
      </Form>
      <p class="aside">
        <Link href={`/f/${firm.slug}`}>{strings.backToSignIn}</Link>
      </p>
    </Page>
  );
}

/** The same whatever was typed. */
export function LinkSent({ firm, email }: { firm: Firm; email: string }) {
  const { strings } = useStrings();
  return (
    <Page title={strings.sentTitle} of={firm.name}>
      <p>{strings.sentLead(email)}</p>
      <h2>{strings.sentHelp}</h2>
      <ul>
        <li>{strings.sentHelp1}</li>
        <li>{strings.sentHelp2}</li>
        <li>{strings.sentHelp3}</li>
      </ul>
      <p class="aside">
        <Link href={`/f/${firm.slug}/forgot`}>{strings.sendOther}</Link>
      </p>
    </Page>
  );
}
