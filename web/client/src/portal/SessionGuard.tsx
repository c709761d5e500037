// X6: a session that ends while a client works. They are warned in time; if it ends all the same,
// they sign in again on the same page, and nothing that they had typed is lost.

import {
  Button,
  Countdown,
  Dialog,
  Failure,
  type Outcome,
  type Problem,
  useAction,
  writeClock,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { SignInPage } from '../sign-in/SignInPage';
import { askSession, type Session, type SessionClock } from './session';
import { usePortalStrings } from './strings';

export function SessionGuard(props: {
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
  const { strings } = usePortalStrings();
  const [trouble, setTrouble] = useState<Problem>();
  const [dismissed, setDismissed] = useState(false);
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const outcome = await clock.stay();
    if (!outcome.ok && outcome.problem.status !== 401) setTrouble(outcome.problem);
  });
  // Escape means to stay signed in where that is possible; otherwise it only closes the dialog.
  const close = clock.last ? () => setDismissed(true) : run;
  if (dismissed) return null;
  return (
    <Dialog title={strings.soonTitle} onClose={close}>
      {clock.last ? (
        <p>{strings.soonLast}</p>
      ) : (
        <p class="clock">
          {strings.soonLead}{' '}
          <Countdown
            until={clock.endsAt}
            before={(seconds) => <strong role="timer">{writeClock(seconds)}</strong>}
            after={null}
          />
        </p>
      )}
      {trouble && <Failure problem={trouble} />}
      {clock.last ? (
        <Button onClick={clock.end}>{strings.signInAgain}</Button>
      ) : (
        <Button busy={busy} onClick={run}>
          {strings.stay}
        </Button>
      )}
      {clock.last && (
        <Button kind="secondary" onClick={close}>
          {strings.close}
        </Button>
      )}
    </Dialog>
  );
}

function Again({ session, clock }: { session: Session; clock: SessionClock }) {
  const { strings } = usePortalStrings();
  const [email, setEmail] = useState('');
  const { firm } = session;
  const goOn = async () => {
    const outcome: Outcome<Session> = await askSession();
    // Another person starts from the beginning: what was typed before is not theirs.
    if (outcome.ok && outcome.body.id !== session.id) location.replace('/portal');
    else clock.renew(outcome);
  };
  return (
    <div class="again">
      <SignInPage
        firm={firm}
        title={strings.overTitle}
        email={email}
        onEmail={setEmail}
        forgot={<a href={`/f/${firm.slug}/forgot`}>{strings.forgot}</a>}
        onSignedIn={() => void goOn()}
      >
        <p class="lead">{strings.overLead}</p>
      </SignInPage>
    </div>
  );
}
