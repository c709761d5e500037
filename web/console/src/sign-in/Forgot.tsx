// A member of staff forgot the password: a link is mailed. The answer is the same for every address.

import {
  Button,
  Failure,
  Field,
  type FieldErrors,
  Form,
  go,
  Link,
  Page,
  type Problem,
  post,
  Spinner,
  useAction,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { staffFirm } from '../firm';
import { useStrings } from '../strings';

export function Forgot({ sent }: { sent: boolean }) {
  const { strings } = useStrings();
  const firm = staffFirm();
  const [email, setEmail] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    if (!email.trim()) {
      setErrors({ email: strings.emailEmpty });
      return;
    }
    const outcome = await post('/api/staff/forgot-password', {
      firm: firm?.id ?? '',
      email: email.trim(),
    });
    if (outcome.ok) go('/console/forgot/sent');
    else if (outcome.problem.kind === 'fields-refused') setErrors({ email: strings.errorEmail });
    else setTrouble(outcome.problem);
  });
  useEffect(() => {
    // The sign-in page asks which firm it is.
    if (!firm) go('/console', 'replace');
  }, []);
  if (!firm) return <Spinner />;
  const back = (
    <p class="aside">
      <Link href="/console">{strings.backToSignIn}</Link>
    </p>
  );
  if (sent) {
    return (
      <Page title={strings.linkSent} of={firm.name}>
        <p>{strings.linkSentLead}</p>
        {back}
      </Page>
    );
  }
  return (
    <Page title={strings.forgotTitle} of={firm.name} errors={errors}>
      <p class="lead">{strings.forgotLead}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="email"
          label={strings.email}
          value={email}
          onInput={setEmail}
          error={errors['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.sendLink}</Button>
      </Form>
      {back}
    </Page>
  );
}
