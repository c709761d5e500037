// Staff sign in. Their firm is asked for once in each browser; a link from a mail names it.

import {
  Button,
  Countdown,
  Dialog,
  Failure,
  type Faults,
  Field,
  type Firm,
  Form,
  isTrouble,
  Link,
  Notice,
  Page,
  PasswordField,
  type Problem,
  post,
  useOnce,
  writeClock,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { keepStaffFirm, lookUpFirm, useStaffFirm } from '../firm';
import { session, signOut, useMe } from '../session';
import { useWords } from '../words';
import { chosenEmail } from './chosen';

/** The page: for the firm that this browser knows, or the question which it is. */
export function SignIn(props: { signedOut?: boolean; onSignedIn: () => void }) {
  const { words } = useWords();
  const firm = useStaffFirm();
  if (!firm) return <WhichFirm />;
  return (
    <Page key="sign-in" title={props.signedOut ? words.signedOut : words.signIn} of={firm.name}>
      {props.signedOut ? (
        <Notice tone="good">
          <p>{words.signedOutLead}</p>
        </Notice>
      ) : (
        <p class="lead">{words.signInLead(firm.name)}</p>
      )}
      <Credentials firm={firm} onSignedIn={props.onSignedIn} />
      <p class="aside">
        <Link href="/console/forgot">{words.forgot}</Link>
      </p>
      <p class="aside">
        <button type="button" class="link" onClick={() => keepStaffFirm(undefined)}>
          {words.otherFirm}
        </button>
      </p>
    </Page>
  );
}

/** Asks for the firm's name in addresses. */
function WhichFirm() {
  const { words } = useWords();
  const [slug, setSlug] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    // Whoever copies the whole address means its last part.
    const typed = slug.trim().toLowerCase().replace(/\/+$/, '').split('/').pop() ?? '';
    if (!typed) {
      setFaults({ firm: words.firmEmpty });
      return;
    }
    const found = await lookUpFirm(typed);
    if ('id' in found) setFaults({});
    else if (found.status === 404) setFaults({ firm: words.firmUnknown(typed) });
    else setTrouble(found);
  });
  return (
    <Page key="firm" title={words.whichFirm} faulty={'firm' in faults}>
      <p class="lead">{words.whichFirmLead}</p>
      <Form onSubmit={run} faults={faults}>
        <Field
          name="firm"
          label={words.firmSlug}
          hint={words.firmSlugHint}
          value={slug}
          onInput={setSlug}
          fault={faults['firm']}
          input={{ autocomplete: 'organization' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.continue}</Button>
      </Form>
    </Page>
  );
}

/** E-mail and password, and every answer to them. */
function Credentials(props: { firm: Firm; onSignedIn: () => void; email?: string }) {
  const { firm } = props;
  const { words } = useWords();
  const [email, setEmail] = useState(props.email ?? chosenEmail());
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [waitsUntil, setWaitsUntil] = useState(0);
  const { busy, run } = useOnce(async () => {
    const missing: Faults = {};
    if (!email.trim()) missing['email'] = words.emailEmpty;
    if (!password) missing['password'] = words.passwordEmpty;
    setFaults(missing);
    setTrouble(undefined);
    if (Object.keys(missing).length > 0) return;
    const outcome = await post('/api/staff/sign-in', {
      firm: firm.id,
      email: email.trim(),
      password,
    });
    const begun = outcome.ok ? await session.read() : outcome;
    if (begun.ok) {
      props.onSignedIn();
      return;
    }
    const { problem } = begun;
    if (problem.kind === 'sign-in-refused') {
      setPassword('');
      setFaults({ email: words.signInRefused });
    } else if (problem.kind === 'fields-refused') {
      setFaults({
        ...(problem.fields['email'] && { email: words.faultEmail }),
        ...(problem.fields['password'] && { password: words.signInRefused }),
      });
    } else if (problem.kind === 'password-waits') {
      setWaitsUntil(Date.now() + (problem.retryAfterS ?? 60) * 1000);
    } else {
      setTrouble(problem);
    }
  });
  return (
    <Form onSubmit={run} faults={faults}>
      {waitsUntil > 0 && (
        <Countdown
          until={waitsUntil}
          before={(seconds) => (
            <Notice tone="warning" urgent>
              <p>
                {words.waits} <strong role="timer">{writeClock(seconds)}</strong>
              </p>
            </Notice>
          )}
          after={
            <Notice tone="good">
              <p>{words.waitOver}</p>
            </Notice>
          }
        />
      )}
      <Field
        name="email"
        label={words.email}
        value={email}
        onInput={setEmail}
        fault={faults['email']}
        input={{
          type: 'email',
          autocomplete: 'username',
          inputMode: 'email',
          readOnly: props.email !== undefined,
        }}
      />
      <PasswordField
        name="password"
        label={words.password}
        value={password}
        onInput={setPassword}
        fault={faults['password']}
      />
      {trouble && <Failure problem={trouble} {...(isTrouble(trouble) && { again: run })} />}
      <Button busy={busy}>{words.signIn}</Button>
    </Form>
  );
}

/** The session has ended while this page was open: the same person signs in again in place. */
export function SignInAgain() {
  const { words } = useWords();
  const me = useMe();
  return (
    <Dialog title={words.sessionOver} focusOn="password" onClose={() => {}}>
      <p>{words.sessionOverLead}</p>
      <Credentials firm={me.firm} email={me.email} onSignedIn={() => {}} />
      <p class="aside">
        <button type="button" class="link" onClick={() => void signOut()}>
          {words.leaveInstead}
        </button>
      </p>
    </Dialog>
  );
}
