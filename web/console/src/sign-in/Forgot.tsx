// A member of staff forgot the password: a link is mailed. The answer is the same for every address.

import {
  Button,
  Failure,
  type Faults,
  Field,
  Form,
  go,
  Link,
  Page,
  type Problem,
  post,
  Spinner,
  useOnce,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { staffFirm } from '../firm';
import { useWords } from '../words';

export function Forgot({ sent }: { sent: boolean }) {
  const { words } = useWords();
  const firm = staffFirm();
  const [email, setEmail] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    if (!email.trim()) {
      setFaults({ email: words.emailEmpty });
      return;
    }
    const outcome = await post('/api/staff/forgot-password', {
      firm: firm?.id ?? '',
      email: email.trim(),
    });
    if (outcome.ok) go('/console/forgot/sent');
    else if (outcome.problem.kind === 'fields-refused') setFaults({ email: words.faultEmail });
    else setTrouble(outcome.problem);
  });
  useEffect(() => {
    // The sign-in page asks which firm it is.
    if (!firm) go('/console', 'replace');
  }, []);
  if (!firm) return <Spinner />;
  const back = (
    <p class="aside">
      <Link href="/console">{words.backToSignIn}</Link>
    </p>
  );
  if (sent) {
    return (
      <Page title={words.linkSent} of={firm.name}>
        <p>{words.linkSentLead}</p>
        {back}
      </Page>
    );
  }
  return (
    <Page title={words.forgotTitle} of={firm.name} faulty={'email' in faults}>
      <p class="lead">{words.forgotLead}</p>
      <Form onSubmit={run} faults={faults}>
        <Field
          name="email"
          label={words.email}
          value={email}
          onInput={setEmail}
          fault={faults['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.sendLink}</Button>
      </Form>
      {back}
    </Page>
  );
}
