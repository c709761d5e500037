// Signed in: what the client and the firm do together.

import '@vestibule/kit/styles.css';
import './portal/portal.css';
import {
  Button,
  boot,
  Failure,
  Frame,
  lastFirm,
  type Outcome,
  Page,
  type Problem,
  post,
  Spinner,
  useOnce,
  wear,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { FirmFooter } from './parts/FirmFooter';
import { Home } from './portal/Home';
import { Keeper } from './portal/Keeper';
import { askSession, type Session, useSessionClock } from './portal/session';
import { portalWords, usePortalWords } from './words/portal';

// Asked for before the words are there.
const asked = askSession();
void asked.then((outcome) => {
  if (outcome.ok) wear(outcome.body.firm);
});

/** Where whoever is not signed in goes: the sign-in of the firm that this browser knows. */
function signInAddress(): string {
  const firm = lastFirm();
  return firm ? `/f/${firm.slug}` : '/';
}

function Portal() {
  const { words } = usePortalWords();
  const [outcome, setOutcome] = useState<Outcome<Session>>();
  const take = async (asking: Promise<Outcome<Session>>) => {
    const answer = await asking;
    if (!answer.ok && answer.problem.status === 401) location.replace(signInAddress());
    else setOutcome(answer);
  };
  useEffect(() => void take(asked), []);
  if (outcome?.ok) return <SignedIn session={outcome.body} outcome={outcome} />;
  return (
    <Frame firm={lastFirm()}>
      {outcome ? (
        <Page title={words.troubleTitle}>
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
  const { words } = usePortalWords();
  const [trouble, setTrouble] = useState<Problem>();
  const { firm } = session;
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
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
      {words.signOut}
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
      <Keeper session={session} clock={clock}>
        <Home session={session} />
      </Keeper>
    </Frame>
  );
}

void boot(Portal, portalWords);
