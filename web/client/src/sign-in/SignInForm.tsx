// E-mail and password, and every answer to them. The same form serves the firm's sign-in page, the
// links of clients who have a password, and a session that ended while somebody was typing.

import {
  Button,
  Countdown,
  Failure,
  Field,
  type FieldErrors,
  type Firm,
  Form,
  Notice,
  Page,
  PasswordField,
  Phone,
  type Problem,
  post,
  useAction,
  writeClock,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useStrings } from './strings';

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
  const { strings } = useStrings();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [waitsUntil, setWaitsUntil] = useState(0);
  const [stopped, setStopped] = useState<string>();

  const refuse = (found: FieldErrors) => {
    setErrors(found);
    setTrouble(undefined);
  };

  const { busy, run } = useAction(async () => {
    const missing: FieldErrors = {};
    if (!email.trim()) missing['email'] = strings.emailEmpty;
    if (!password) missing['password'] = strings.passwordEmpty;
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
        refuse({ email: strings.refused });
        break;
      case 'fields-refused':
        refuse({
          ...(problem.fields['email'] && { email: strings.emailRefused }),
          ...(problem.fields['password'] && { password: strings.passwordTooLong }),
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
    <Page title={props.title} of={firm.name} errors={errors}>
      {props.children}
      <Form onSubmit={run} errors={errors}>
        <Field
          name="email"
          label={strings.email}
          value={email}
          onInput={onEmail}
          hint={props.emailHint}
          error={errors['email']}
          input={{ type: 'email', autocomplete: 'username', inputMode: 'email' }}
        />
        <PasswordField
          name="password"
          label={strings.password}
          value={password}
          onInput={setPassword}
          error={errors['password']}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.signIn}</Button>
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
  const { strings } = useStrings();
  const back = <Button onClick={props.onBack}>{strings.backToSignIn}</Button>;
  return (
    <Page title={strings.waitTitle} of={props.firm.name}>
      <p>{strings.waitLead}</p>
      <Countdown
        until={props.until}
        before={(seconds) => (
          <p class="clock">
            {strings.waitLeft} <strong role="timer">{writeClock(seconds)}</strong>
          </p>
        )}
        after={
          <>
            <Notice tone="good">
              <p>{strings.waitOver}</p>
            </Notice>
            {back}
          </>
        }
      />
      <p class="aside">
        {strings.waitHelp} {props.forgot}
      </p>
    </Page>
  );
}

/** The right password, which does not let in: why, and what to do next. */
function Stopped({ kind, firm, forgot }: { kind: string; firm: Firm; forgot: ComponentChildren }) {
  const { strings } = useStrings();
  const held = kind === 'recovery-required';
  const title = held
    ? strings.heldTitle
    : kind === 'access-ended'
      ? strings.endedTitle
      : strings.expiredTitle;
  const lead = held
    ? strings.heldLead
    : kind === 'access-ended'
      ? strings.endedLead
      : strings.expiredLead;
  return (
    <Page title={title} of={firm.name}>
      <p>{lead(firm.name)}</p>
      {held ? (
        <p>
          {strings.heldNext} {forgot}
        </p>
      ) : (
        <p>{strings.endedNext(firm.name)}</p>
      )}
      {firm.phone && (
        <p>
          {strings.call(firm.name)} <Phone number={firm.phone} />
        </p>
      )}
    </Page>
  );
}
