// X6: a session that ends while somebody works. They are warned in time, and if it ends all the same
// they sign in again in place: what they had typed still stands where it stood.

import {
  Button,
  Countdown,
  Dialog,
  Failure,
  type Outcome,
  type Problem,
  useOnce,
  writeClock,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { SignInForm } from '../sign-in/SignInForm';
import { usePortalWords } from '../words/portal';
import { askSession, type Session, type SessionClock } from './session';

export function Keeper(props: {
  session: Session;
  clock: SessionClock;
  children: ComponentChildren;
}) {
  const { session, clock } = props;
  const over = clock.phase === 'over';
  return (
    <>
      <div hidden={over}>{props.children}</div>
      {clock.phase === 'soon' && <Warning clock={clock} />}
      {over && <Again session={session} clock={clock} />}
    </>
  );
}

function Warning({ clock }: { clock: SessionClock }) {
  const { words } = usePortalWords();
  const [trouble, setTrouble] = useState<Problem>();
  const [dismissed, setDismissed] = useState(false);
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const outcome = await clock.stay();
    if (!outcome.ok && outcome.problem.status !== 401) setTrouble(outcome.problem);
  });
  // Staying is what Escape means where it can be had; near the last end it only closes.
  const close = clock.last ? () => setDismissed(true) : run;
  if (dismissed) return null;
  return (
    <Dialog title={words.soonTitle} onClose={close}>
      {clock.last ? (
        <p>{words.soonLast}</p>
      ) : (
        <p class="clock">
          {words.soonLead}{' '}
          <Countdown
            until={clock.endsAt}
            before={(seconds) => <strong role="timer">{writeClock(seconds)}</strong>}
            after={null}
          />
        </p>
      )}
      {trouble && <Failure problem={trouble} />}
      {clock.last ? (
        <Button onClick={clock.end}>{words.signInAgain}</Button>
      ) : (
        <Button busy={busy} onClick={run}>
          {words.stay}
        </Button>
      )}
      {clock.last && (
        <Button kind="secondary" onClick={close}>
          {words.close}
        </Button>
      )}
    </Dialog>
  );
}

function Again({ session, clock }: { session: Session; clock: SessionClock }) {
  const { words } = usePortalWords();
  const [email, setEmail] = useState('');
  const { firm } = session;
  const goOn = async () => {
    const outcome: Outcome<Session> = await askSession();
    // Somebody else at this computer starts from the beginning: nothing typed before is theirs.
    if (outcome.ok && outcome.body.id !== session.id) location.replace('/portal');
    else clock.renew(outcome);
  };
  return (
    <div class="again">
      <SignInForm
        firm={firm}
        title={words.overTitle}
        email={email}
        onEmail={setEmail}
        forgot={<a href={`/f/${firm.slug}/forgot`}>{words.forgot}</a>}
        onSignedIn={() => void goOn()}
      >
        <p class="lead">{words.overLead}</p>
      </SignInForm>
    </div>
  );
}
