import {
  Failure,
  Frame,
  go,
  lastFirm,
  Page,
  read,
  Spinner,
  usePath,
  wear,
  write,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { FirmFooter } from '../parts/FirmFooter';
import { useJourneyWords } from '../words/journey';
import type { Progress, StepProps } from './context';
import { EndedStep, NoLink, OverStep, SentStep } from './DeadEnds';
import { LockedStep } from './LockedStep';
import { MobileStep } from './MobileStep';
import { type Found, open, opening } from './opening';
import { PasswordStep } from './PasswordStep';
import { PinStep } from './PinStep';
import { AskedStep, RecoverStep } from './RecoverStep';
import { SignInStep } from './SignInStep';
import { type Opened, PATHS, placeOf, type Step, stepFor } from './steps';
import { Welcome } from './Welcome';

/** Kept for this tab: a phone that loads the page anew, after the text was read, goes on here. */
const PROGRESS = 'progress';

function progressSoFar(): Progress {
  const nothing = { mobile: '', email: '' };
  try {
    return { ...nothing, ...(JSON.parse(read('session', PROGRESS) ?? '{}') as Partial<Progress>) };
  } catch {
    return nothing;
  }
}

/** What the link leads to, and with it all that a step needs. */
export function Journey() {
  const { words } = useJourneyWords();
  const [found, setFound] = useState<Found | 'asking' | undefined>('asking');
  useEffect(() => void opening.then(setFound), []);
  if (found === 'asking') {
    return (
      <Frame firm={lastFirm()}>
        <Spinner />
      </Frame>
    );
  }
  if (!found || (!found.outcome.ok && found.outcome.problem.status === 404)) {
    return (
      <Frame firm={lastFirm()}>
        <NoLink unknown={found !== undefined} />
      </Frame>
    );
  }
  const { link, kept, outcome } = found;
  if (!outcome.ok) {
    const again = () => {
      setFound('asking');
      void open(link).then(setFound);
    };
    return (
      <Frame firm={lastFirm()}>
        <Page title={words.troubleTitle}>
          <Failure problem={outcome.problem} again={again} />
        </Page>
      </Frame>
    );
  }
  return <Steps key={link} link={link} kept={kept} first={outcome.body} here={outcome.here} />;
}

function Steps(props: {
  link: string;
  kept: Found['kept'];
  first: Opened;
  here: (moment: string) => number;
}) {
  const { link, kept } = props;
  const [state, setState] = useState({ opened: props.first, here: props.here });
  const [begun, setBegun] = useState(kept.begun);
  const [progress, setProgress] = useState(progressSoFar);
  const { opened } = state;
  const { firm } = opened;
  const path = usePath();
  // The address that was loaded leads to where the client was, past the first page.
  const [settled, setSettled] = useState(false);
  const place = placeOf(opened, begun);
  const step = settled
    ? stepFor(place, path)
    : path === PATHS.welcome
      ? place.at
      : stepFor(place, path);

  useEffect(() => {
    if (PATHS[step] !== location.pathname) go(PATHS[step], 'replace');
    setSettled(true);
  }, [step, path]);
  useEffect(() => write('session', PROGRESS, JSON.stringify(progress)), [progress]);

  const given: StepProps = {
    link,
    secret: kept.secret,
    opened,
    firm,
    progress,
    here: state.here,
    note: (done) => setProgress((before) => ({ ...before, ...done })),
    move: (to, how) => go(PATHS[to], how),
    learn: (change) =>
      setState((before) => ({ ...before, opened: { ...before.opened, ...change } })),
    reopen: async () => {
      const { outcome } = await open(link);
      if (!outcome.ok) return outcome.problem;
      wear(outcome.body.firm);
      setState({ opened: outcome.body, here: outcome.here });
      return undefined;
    },
    begin: () => {
      kept.begin();
      setBegun(true);
    },
    forget: kept.forget,
  };
  return (
    <Frame firm={firm} footer={<FirmFooter firm={firm} />}>
      <StepPage key={step} step={step} given={given} />
    </Frame>
  );
}

function StepPage({ step, given }: { step: Step; given: StepProps }) {
  switch (step) {
    case 'welcome':
      return <Welcome {...given} />;
    case 'mobile':
      return <MobileStep {...given} />;
    case 'pin':
      return <PinStep {...given} />;
    case 'password':
      return <PasswordStep {...given} />;
    case 'sign-in':
      return <SignInStep {...given} />;
    case 'recover':
      return <RecoverStep {...given} />;
    case 'asked':
      return <AskedStep {...given} />;
    case 'locked':
      return <LockedStep {...given} />;
    case 'expired':
      return <OverStep {...given} newer={false} />;
    case 'newer':
      return <OverStep {...given} newer />;
    case 'sent':
      return <SentStep {...given} />;
    case 'ended':
      return <EndedStep {...given} />;
  }
}
