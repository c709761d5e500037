// A firm's own door: `/f/{slug}` signs in, `/f/{slug}/forgot` mails a link, `/f/{slug}/sent` says so,
// `/f/{slug}/signed-out` is where signing out ends.

import '@vestibule/kit/styles.css';
import {
  applyBranding,
  boot,
  closedFirm,
  Failure,
  type Firm,
  Frame,
  go,
  Link,
  lastFirm,
  Notice,
  Page,
  type Problem,
  readFirm,
  Spinner,
  usePath,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { FirmFooter } from './components/FirmFooter';
import { SignInForm } from './sign-in/SignInForm';
import { signInStrings, useStrings } from './sign-in/strings';

/** Whoever has forgotten the password waits a moment longer; all others have less to load. */
const loadForgotten = () => import('./sign-in/ForgotForm');

const OFFLINE: Problem = { kind: 'offline', status: 0, fields: {}, more: {} };

const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');
// Asked for before the words are there, and shown from memory until it comes.
const firmRequest = readFirm(slug);
const remembered = lastFirm();
const known = remembered?.slug === slug ? remembered : undefined;
if (known) applyBranding(known);

function FirmDoor() {
  const { strings } = useStrings();
  const [firm, setFirm] = useState<Firm | undefined>(known);
  const [trouble, setTrouble] = useState<Problem>();
  const [email, setEmail] = useState('');
  const step = usePath().split('/')[3] ?? '';

  const take = async (reading: ReturnType<typeof readFirm>) => {
    const outcome = await reading;
    if (outcome.ok) {
      applyBranding(outcome.body);
      setFirm(outcome.body);
      setTrouble(undefined);
    } else if (!known || outcome.problem.status === 404 || closedFirm(outcome.problem)) {
      setFirm(undefined);
      setTrouble(outcome.problem);
    }
  };
  useEffect(() => void take(firmRequest), []);

  if (!firm) {
    return (
      <Frame firm={closedFirm(trouble)}>
        {!trouble ? (
          <Spinner />
        ) : trouble.status === 404 ? (
          <Page title={strings.noFirmTitle}>
            <p>{strings.noFirmLead}</p>
          </Page>
        ) : (
          <Page title={strings.signIn}>
            <Failure problem={trouble} again={() => void take(readFirm(slug))} />
          </Page>
        )}
      </Frame>
    );
  }
  const home = `/f/${firm.slug}`;
  return (
    <Frame firm={firm} footer={<FirmFooter firm={firm} />}>
      {step === 'forgot' || (step === 'sent' && email) ? (
        <Forgotten key="forgotten" step={step} firm={firm} email={email} onEmail={setEmail} />
      ) : (
        <SignInForm
          key="sign-in"
          firm={firm}
          title={step === 'signed-out' ? strings.outTitle : strings.signIn}
          email={email}
          onEmail={setEmail}
          forgot={<Link href={`${home}/forgot`}>{strings.forgot}</Link>}
          onSignedIn={() => location.assign('/portal')}
        >
          {step === 'signed-out' ? (
            <Notice tone="good">
              <p>{strings.outLead}</p>
            </Notice>
          ) : (
            <p class="lead">{strings.signInLead}</p>
          )}
        </SignInForm>
      )}
    </Frame>
  );
}

function Forgotten(props: {
  step: string;
  firm: Firm;
  email: string;
  onEmail: (email: string) => void;
}) {
  const { step, firm, email, onEmail } = props;
  const { strings } = useStrings();
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof loadForgotten>>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => void loadForgotten().then(setLoaded, () => setFailed(true)), []);
  if (failed) {
    return (
      <Page title={strings.forgotTitle} of={firm.name}>
        <Failure problem={OFFLINE} again={() => location.reload()} />
      </Page>
    );
  }
  if (!loaded) return <Spinner />;
  const { ForgotForm, LinkSent } = loaded;
  return step === 'sent' ? (
    <LinkSent firm={firm} email={email} />
  ) : (
    <ForgotForm
      firm={firm}
      email={email}
      onEmail={onEmail}
      onSent={() => go(`/f/${firm.slug}/sent`)}
    />
  );
}

void boot(FirmDoor, signInStrings);
