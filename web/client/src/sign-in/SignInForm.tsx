// E-mail and password, and every answer to them. The same form serves the firm's sign-in page, the
// links of clients who have a password, and a session that ended while somebody was typing.

import {
  Button,
  Countdown,
  Failure,
  type Faults,
  Field,
  type Firm,
  Form,
  Notice,
  Page,
  PasswordField,
  Phone,
  type Problem,
  post,
  useOnce,
  writeClock,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../words/sign-in';

interface Props {
  firm: Firm;
  title: string;
  children?: ComponentChildren;
  /** Typed or known already; kept by whoever shows the form, so that Back keeps it. */
  email: string;
  onEmail: (email: string) => void;
  emailHint?: string;
  /** What to press when the password is forgotten. */
  forgot: ComponentChildren;
  /** A session has begun; it ends then if nothing more is done in it. */
  onSignedIn: (endsAt: number) => void;
}

/** Asks for e-mail and password until they are right. */
export function SignInForm(props: Props) {
  const { firm, email, onEmail } = props;
  const { words } = useWords();
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [waitsUntil, setWaitsUntil] = useState(0);
  const [stopped, setStopped] = useState<string>();

  const refuse = (found: Faults) => {
    setFaults(found);
    setTrouble(undefined);
  };

  const { busy, run } = useOnce(async () => {
    const missing: Faults = {};
    if (!email.trim()) missing['email'] = words.emailEmpty;
    if (!password) missing['password'] = words.passwordEmpty;
    refuse(missing);
    if (Object.keys(missing).length > 0) return;
    const outcome = await post('/api/client/sign-in', {
      firm: firm.id,
      email: email.trim(),
      password,
    });
    if (outcome.ok) {
      props.onSignedIn(outcome.here(outcome.body.ends_at));
      return;
    }
    const { problem } = outcome;
    switch (problem.kind) {
      case 'sign-in-refused':
        setPassword('');
        refuse({ email: words.refused });
        break;
      case 'fields-refused':
        refuse({
          ...(problem.fields['email'] && { email: words.emailRefused }),
          ...(problem.fields['password'] && { password: words.passwordTooLong }),
        });
        break;
      case 'password-waits':
        setWaitsUntil(Date.now() + (problem.retryAfterS ?? 60) * 1000);
        break;
      case 'access-ended':
      case 'login-expired':
      case 'recovery-required':
        setStopped(problem.kind);
        break;
      default:
        setTrouble(problem);
    }
  });

  if (stopped) return <Stopped kind={stopped} firm={firm} forgot={props.forgot} />;
  if (waitsUntil > 0) {
    return (
      <Waiting
        firm={firm}
        until={waitsUntil}
        forgot={props.forgot}
        onBack={() => setWaitsUntil(0)}
      />
    );
  }
  return (
    <Page title={props.title} of={firm.name} faulty={Object.keys(faults).length > 0}>
      {props.children}
      <Form onSubmit={run} faults={faults}>
        <Field
          name="email"
          label={words.email}
          value={email}
          onInput={onEmail}
          hint={props.emailHint}
          fault={faults['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        <PasswordField
          name="password"
          label={words.password}
          value={password}
          onInput={setPassword}
          fault={faults['password']}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.signIn}</Button>
      </Form>
      <p class="aside">{props.forgot}</p>
    </Page>
  );
}

/** Several wrong passwords: how long the pause is, and the way that needs no waiting. */
function Waiting(props: {
  firm: Firm;
  until: number;
  forgot: ComponentChildren;
  onBack: () => void;
}) {
  const { words } = useWords();
  const back = <Button onClick={props.onBack}>{words.backToSignIn}</Button>;
  return (
    <Page title={words.waitTitle} of={props.firm.name}>
      <p>{words.waitLead}</p>
      <Countdown
        until={props.until}
        before={(seconds) => (
          <p class="clock">
            {words.waitLeft} <strong role="timer">{writeClock(seconds)}</strong>
          </p>
        )}
        after={
          <>
            <Notice tone="good">
              <p>{words.waitOver}</p>
            </Notice>
            {back}
          </>
        }
      />
      <p class="aside">
        {words.waitHelp} {props.forgot}
      </p>
    </Page>
  );
}

/** The right password, which does not let in: why, and what to do next. */
function Stopped({ kind, firm, forgot }: { kind: string; firm: Firm; forgot: ComponentChildren }) {
  const { words } = useWords();
  const held = kind === 'recovery-required';
  const title = held
    ? words.heldTitle
    : kind === 'access-ended'
      ? words.endedTitle
      : words.expiredTitle;
  const lead = held
    ? words.heldLead
    : kind === 'access-ended'
      ? words.endedLead
      : words.expiredLead;
  return (
    <Page title={title} of={firm.name}>
      <p>{lead(firm.name)}</p>
      {held ? (
        <p>
          {words.heldNext} {forgot}
        </p>
      ) : (
        <p>{words.endedNext(firm.name)}</p>
      )}
      {firm.phone && (
        <p>
          {words.call(firm.name)} <Phone number={firm.phone} />
        </p>
      )}
    </Page>
  );
}
