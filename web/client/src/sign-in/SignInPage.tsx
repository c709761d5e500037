// Asks for e-mail and password, and has a page for every answer. It serves the firm's sign-in page,
// the links of clients who have a password, and a session that ended while somebody was typing.

import {
  Button,
  Countdown,
  type FieldErrors,
  type Firm,
  Notice,
  Page,
  Phone,
  post,
  SignInForm,
  writeClock,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useStrings } from './strings';

interface Props {
  firm: Firm;
  title: string;
  children?: ComponentChildren;
  /** Typed or known already; the caller keeps it, so that Back keeps it too. */
  email: string;
  onEmail: (email: string) => void;
  emailHint?: string;
  /** The way for a client who has forgotten the password. */
  forgot: ComponentChildren;
  /** Receives when the new session ends, in milliseconds of this browser's clock. */
  onSignedIn: (endsAt: number) => void;
}

export function SignInPage(props: Props) {
  const { firm, forgot } = props;
  const { strings } = useStrings();
  const [waitsUntil, setWaitsUntil] = useState(0);
  const [stopped, setStopped] = useState<string>();
  // Kept here, so that what was typed outlasts a pause.
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const signIn = async (email: string, password: string) => {
    const outcome = await post('/api/client/sign-in', { firm: firm.id, email, password });
    if (outcome.ok) {
      props.onSignedIn(outcome.here(outcome.body.ends_at));
      return undefined;
    }
    const { problem } = outcome;
    switch (problem.kind) {
      case 'password-waits':
        setWaitsUntil(Date.now() + (problem.retryAfterS ?? 60) * 1000);
        return undefined;
      case 'passwords-used-up':
      case 'access-ended':
      case 'login-expired':
      case 'recovery-required':
        setStopped(problem.kind);
        return undefined;
      default:
        return problem;
    }
  };

  if (stopped) return <StoppedPage kind={stopped} firm={firm} forgot={forgot} />;
  if (waitsUntil > 0) {
    return (
      <WaitPage firm={firm} until={waitsUntil} forgot={forgot} onBack={() => setWaitsUntil(0)} />
    );
  }
  return (
    <Page title={props.title} of={firm.name} errors={errors}>
      {props.children}
      <SignInForm
        texts={strings}
        email={props.email}
        onEmail={props.onEmail}
        emailHint={props.emailHint}
        password={password}
        onPassword={setPassword}
        errors={errors}
        onErrors={setErrors}
        signIn={signIn}
      />
      <p class="aside">{forgot}</p>
    </Page>
  );
}

/** Several wrong passwords: shows how long the pause is, and the way that needs no waiting. */
function WaitPage(props: {
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

/** No password lets the client in here: says why, and what to do next. */
function StoppedPage(props: { kind: string; firm: Firm; forgot: ComponentChildren }) {
  const { kind, firm, forgot } = props;
  const { name, phone } = firm;
  const { strings } = useStrings();
  const usedUp = kind === 'passwords-used-up';
  const renew = usedUp || kind === 'recovery-required';
  const [title, lead, next] = usedUp
    ? [strings.renewTitle, strings.usedUpLead, strings.usedUpNext]
    : renew
      ? [strings.renewTitle, strings.heldLead(name), strings.heldNext]
      : kind === 'access-ended'
        ? [strings.endedTitle, strings.endedLead(name), strings.endedNext(name)]
        : [strings.expiredTitle, strings.expiredLead(name), strings.endedNext(name)];
  return (
    <Page title={title} of={name}>
      <p>{lead}</p>
      <p>
        {next} {renew && forgot}
      </p>
      {phone && (
        <p>
          {strings.call(name)} <Phone number={phone} />
        </p>
      )}
    </Page>
  );
}
