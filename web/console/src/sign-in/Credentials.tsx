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
  const [usedUp, setUsedUp] = useState(false);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const signIn = async (email: string, password: string) => {
    const outcome = await post('/api/staff/sign-in', { firm: firm.id, email, password });
    const begun = outcome.ok ? await session.read() : outcome;
    if (begun.ok) {
      props.onSignedIn();
      return undefined;
    }
    const { problem } = begun;
    if (problem.kind === 'passwords-used-up') {
      setUsedUp(true);
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
      {usedUp && (
        <Notice tone="warning" urgent>
          <p>{strings.usedUp}</p>
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
