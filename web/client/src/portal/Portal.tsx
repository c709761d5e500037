// The portal: what the client and the firm do together.

import {
  applyBranding,
  Button,
  Failure,
  Frame,
  lastFirm,
  type Outcome,
  Page,
  type Problem,
  post,
  Spinner,
  useAction,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { FirmFooter } from '../components/FirmFooter';
import { Home } from './Home';
import { SessionGuard } from './SessionGuard';
import { askSession, type Session, useSessionClock } from './session';
import { usePortalStrings } from './strings';

// Requested before the strings are there.
const sessionRequest = askSession();
void sessionRequest.then((outcome) => {
  if (outcome.ok) applyBranding(outcome.body.firm);
});

/** The client has just signed in (`/portal#in`): a browser that holds no session now refuses cookies. */
const justSignedIn = location.hash === '#in';
if (justSignedIn) history.replaceState(null, '', location.pathname);

/** Returns the sign-in page of the firm that this browser knows. */
function signInAddress(): string {
  const firm = lastFirm();
  return firm ? `/f/${firm.slug}` : '/';
}

export function Portal() {
  const { strings } = usePortalStrings();
  const [outcome, setOutcome] = useState<Outcome<Session>>();
  const take = async (asking: Promise<Outcome<Session>>) => {
    const answer = await asking;
    const signedOut = !answer.ok && answer.problem.status === 401;
    if (signedOut && !justSignedIn) location.replace(signInAddress());
    else setOutcome(answer);
  };
  useEffect(() => void take(sessionRequest), []);
  if (outcome?.ok) return <SignedIn session={outcome.body} outcome={outcome} />;
  return (
    <Frame firm={lastFirm()}>
      {outcome?.problem.status === 401 ? (
        <Page title={strings.cookiesTitle}>
          <p>{strings.cookiesLead}</p>
          <p>{strings.cookiesHelp}</p>
          <p>
            <a class="button" href={signInAddress()}>
              {strings.signInAgain}
            </a>
          </p>
        </Page>
      ) : outcome ? (
        <Page title={strings.troubleTitle}>
          <Failure
            problem={outcome.problem}
            again={() => {
              setOutcome(undefined);
              void take(askSession());
            }}
          />
        </Page>
      ) : (
        <Spinner />
      )}
    </Frame>
  );
}

function SignedIn({ session, outcome }: { session: Session; outcome: Outcome<Session> }) {
  const clock = useSessionClock(outcome);
  const { strings } = usePortalStrings();
  const [trouble, setTrouble] = useState<Problem>();
  const { firm } = session;
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    // Another person may have signed in in another tab: their session is not this page's to end.
    const now = await askSession();
    if (now.ok && now.body.id !== session.id) {
      location.reload();
      return;
    }
    const done = await post('/api/client/sign-out', undefined);
    if (done.ok || done.problem.status === 401) {
      clock.end();
      location.assign(`/f/${firm.slug}/signed-out`);
    } else {
      setTrouble(done.problem);
    }
  });
  const signOut = (
    <Button kind="quiet" busy={busy} onClick={run}>
      {strings.signOut}
    </Button>
  );
  return (
    <Frame
      wide
      firm={firm}
      footer={<FirmFooter firm={firm} />}
      {...(clock.phase !== 'over' && { corner: signOut })}
    >
      {trouble && <Failure problem={trouble} again={run} />}
      <SessionGuard session={session} clock={clock}>
        <Home session={session} />
      </SessionGuard>
    </Frame>
  );
}
