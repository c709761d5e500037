// Warns three minutes before the session ends. Once it has ended, the same person signs in again on
// the same page, which keeps its content.

import { Button, Dialog, useAction, writeClock } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { lazy } from '../lazy';
import { session, signOut, useSession } from '../session';
import { useStrings } from '../strings';

const WARN_MS = 3 * 60_000;

const SignInAgain = lazy(() => import('../sign-in/SignIn').then((file) => file.SignInAgain));

export function SessionWatch() {
  const { strings } = useStrings();
  const { endsAt, over } = useSession();
  const [now, setNow] = useState(Date.now);
  const left = endsAt - now;
  useEffect(() => {
    // Once a second only while the time is shown.
    const timer = setInterval(() => setNow(Date.now()), left < WARN_MS + 30_000 ? 1000 : 20_000);
    return () => clearInterval(timer);
  }, [left < WARN_MS + 30_000]);
  useEffect(() => {
    // Another tab may have extended the session: ask the server.
    if (left <= 0 && !over) void session.read();
  }, [left <= 0, over]);
  const { busy, run } = useAction(async () => {
    await session.read();
    setNow(Date.now());
  });
  if (over) return <SignInAgain />;
  if (left > WARN_MS || left <= 0) return null;
  return (
    <Dialog title={strings.endsSoon} onClose={run}>
      <p>
        {strings.endsSoonLead} <strong role="timer">{writeClock(left / 1000)}</strong>
      </p>
      <p class="buttons">
        <Button busy={busy} onClick={run}>
          {strings.staySignedIn}
        </Button>
        <Button kind="secondary" onClick={() => void signOut()}>
          {strings.signOut}
        </Button>
      </p>
    </Dialog>
  );
}
