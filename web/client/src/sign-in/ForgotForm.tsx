// The password is forgotten and there is no link at hand: one is mailed, whoever asks. The answer is
// the same for every address.

import {
  Button,
  Failure,
  type Faults,
  Field,
  type Firm,
  Form,
  Link,
  Page,
  type Problem,
  post,
  useOnce,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useWords } from '../words/sign-in';

/** Asks for the address that the link goes to. */
export function ForgotForm(props: {
  firm: Firm;
  email: string;
  onEmail: (email: string) => void;
  onSent: () => void;
}) {
  const { firm, email, onEmail, onSent } = props;
  const { words } = useWords();
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    if (!email.trim()) {
      setFaults({ email: words.emailEmpty });
      return;
    }
    setFaults({});
    const outcome = await post('/api/client/forgot-password', {
      firm: firm.id,
      email: email.trim(),
    });
    if (outcome.ok) onSent();
    else if (outcome.problem.kind === 'fields-refused') setFaults({ email: words.emailRefused });
    else setTrouble(outcome.problem);
  });
  return (
    <Page title={words.forgotTitle} of={firm.name} faulty={Object.keys(faults).length > 0}>
      <p class="lead">{words.forgotLead}</p>
      <Form onSubmit={run} faults={faults}>
        <Field
          name="email"
          label={words.email}
          value={email}
          onInput={onEmail}
          fault={faults['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.sendLink}</Button>
      </Form>
      <p class="aside">
        <Link href={`/f/${firm.slug}`}>{words.backToSignIn}</Link>
      </p>
    </Page>
  );
}

/** The same whatever was typed. */
export function LinkSent({ firm, email }: { firm: Firm; email: string }) {
  const { words } = useWords();
  return (
    <Page title={words.sentTitle} of={firm.name}>
      <p>{words.sentLead(email)}</p>
      <h2>{words.sentHelp}</h2>
      <ul>
        <li>{words.sentHelp1}</li>
        <li>{words.sentHelp2}</li>
        <li>{words.sentHelp3}</li>
      </ul>
      <p class="aside">
        <Link href={`/f/${firm.slug}/forgot`}>{words.sendOther}</Link>
      </p>
    </Page>
  );
}
