import {
  applyBranding,
  Failure,
  Frame,
  go,
  lastFirm,
  Page,
  read,
  Spinner,
  usePath,
  write,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { FirmFooter } from '../components/FirmFooter';
import type { Progress, StepProps } from './context';
import { AccessEndedStep, LinkSentStep, NoLink, RenewLinkStep } from './DeadEnds';
import { LockedStep } from './LockedStep';
import { MobileStep } from './MobileStep';
import { type OpenedLink, open, opening } from './opening';
import { PasswordStep } from './PasswordStep';
import { PinStep } from './PinStep';
import { PinRequestedStep, RecoverStep } from './RecoverStep';
import { SignInStep } from './SignInStep';
import { type OpenedInvitation, PATHS, placeOf, type Step, stepFor } from './steps';
import { useJourneyStrings } from './strings';
import { Welcome } from './Welcome';

/** Stored for this tab: a phone may reload the page after the client has read the text. */
const PROGRESS = 'progress';

function progressSoFar(): Progress {
  const nothing = { mobile: '', email: '' };
  try {
    return { ...nothing, ...(JSON.parse(read('session', PROGRESS) ?? '{}') as Partial<Progress>) };
  } catch {
    return nothing;
  }
}

/** Opens the link and shows the step that it leads to. */
export function Journey() {
  const { strings } = useJourneyStrings();
  const [found, setFound] = useState<OpenedLink | 'asking' | undefined>('asking');
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
  const { link, memory, outcome } = found;
  if (!outcome.ok) {
    const again = () => {
      setFound('asking');
      void open(link).then(setFound);
    };
    return (
      <Frame firm={lastFirm()}>
        <Page title={strings.troubleTitle}>
          <Failure problem={outcome.problem} again={again} />
        </Page>
      </Frame>
    );
  }
  return <Steps key={link} link={link} memory={memory} first={outcome.body} here={outcome.here} />;
}

function Steps(props: {
  link: string;
  memory: OpenedLink['memory'];
  first: OpenedInvitation;
  here: (moment: string) => number;
}) {
  const { link, memory } = props;
  const [state, setState] = useState({ opened: props.first, here: props.here });
  const [begun, setBegun] = useState(memory.begun);
  const [progress, setProgress] = useState(progressSoFar);
  const { opened } = state;
  const { firm } = opened;
  const path = usePath();
  // Loading the address of the first page continues where the client was.
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
    secret: memory.secret,
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
      applyBranding(outcome.body.firm);
      setState({ opened: outcome.body, here: outcome.here });
      return undefined;
    },
    begin: () => {
      memory.begin();
      setBegun(true);
    },
    forget: memory.forget,
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
      return <PinRequestedStep {...given} />;
    case 'locked':
      return <LockedStep {...given} />;
    case 'expired':
    case 'newer':
    case 'corrected':
      return <RenewLinkStep {...given} why={step} />;
    case 'sent':
      return <LinkSentStep {...given} />;
    case 'ended':
      return <AccessEndedStep {...given} />;
  }
}
