import {
  Countdown,
  type FieldErrors,
  type Firm,
  Notice,
  post,
  SignInForm,
  writeClock,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { session } from '../session';
import { useStrings } from '../strings';
import { chosenEmail } from './chosenEmail';

/** Asks for e-mail and password; with an `email`, for the password of that person alone. */
export function Credentials(props: { firm: Firm; onSignedIn: () => void; email?: string }) {
  const { firm } = props;
  const { strings } = useStrings();
  const texts = {
    ...strings,
    emailRefused: strings.errorEmail,
    passwordRefused: strings.signInRefused,
  };
  const [email, setEmail] = useState(props.email ?? chosenEmail());
  const [waitsUntil, setWaitsUntil] = useState(0);
  const [warning, setWarning] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const signIn = async (email: string, password: string) => {
    const outcome = await post('/api/staff/sign-in', { firm: firm.id, email, password });
    const begun = outcome.ok ? await session.read() : outcome;
    setWarning('');
    if (begun.ok) {
      props.onSignedIn();
      return undefined;
    }
    const { problem } = begun;
    if (problem.kind === 'passwords-used-up') {
      setWarning(strings.usedUp);
      return undefined;
    }
    // The session began, and the browser did not keep its cookie.
    if (outcome.ok && problem.kind === 'not-signed-in') {
      setWarning(strings.cookiesRefused);
      return undefined;
    }
    if (problem.kind !== 'password-waits') return problem;
    setWaitsUntil(Date.now() + (problem.retryAfterS ?? 60) * 1000);
    return undefined;
  };
  return (
    <SignInForm
      texts={texts}
      email={email}
      {...(props.email === undefined && { onEmail: setEmail })}
      password={password}
      onPassword={setPassword}
      errors={errors}
      onErrors={setErrors}
      signIn={signIn}
    >
      {warning && (
        <Notice tone="warning" urgent>
          <p>{warning}</p>
        </Notice>
      )}
      {waitsUntil > 0 && (
        <Countdown
          until={waitsUntil}
          before={(seconds) => (
            <Notice tone="warning" urgent>
              <p>
                {strings.waits} <strong role="timer">{writeClock(seconds)}</strong>
              </p>
            </Notice>
          )}
          after={
            <Notice tone="good">
              <p>{strings.waitOver}</p>
            </Notice>
          }
        />
      )}
    </SignInForm>
  );
}
