// A firm's own pages: `/f/{slug}` signs in, `/f/{slug}/forgot` e-mails a link, `/f/{slug}/sent`
// says so, and signing out ends at `/f/{slug}/signed-out`.

import {
  applyBranding,
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
import { FirmFooter } from '../components/FirmFooter';
import { SignInPage } from './SignInPage';
import { useStrings } from './strings';

/** Loaded only for clients who have forgotten the password, so that all others load less. */
const loadForgotPages = () => import('./forgot/ForgotPages');

const OFFLINE: Problem = { kind: 'offline', status: 0, fields: {}, more: {} };

const slug = (location.pathname.split('/')[2] ?? '').toLowerCase();
// Requested before the strings are there, and shown from memory until the reply comes.
const firmRequest = readFirm(slug);
const remembered = lastFirm();
const known = remembered?.slug === slug ? remembered : undefined;
if (known) applyBranding(known);

export function FirmPages() {
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
        <ForgotPages key="forgot" step={step} firm={firm} email={email} onEmail={setEmail} />
      ) : (
        <SignInPage
          key="sign-in"
          firm={firm}
          title={step === 'signed-out' ? strings.outTitle : strings.signIn}
          email={email}
          onEmail={setEmail}
          forgot={<Link href={`${home}/forgot`}>{strings.forgot}</Link>}
          onSignedIn={() => location.assign('/portal#in')}
        >
          {step === 'signed-out' ? (
            <Notice tone="good">
              <p>{strings.outLead}</p>
            </Notice>
          ) : (
            <p class="lead">{strings.signInLead}</p>
          )}
        </SignInPage>
      )}
    </Frame>
  );
}

function ForgotPages(props: {
  step: string;
  firm: Firm;
  email: string;
  onEmail: (email: string) => void;
}) {
  const { step, firm, email, onEmail } = props;
  const { strings } = useStrings();
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof loadForgotPages>>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => void loadForgotPages().then(setLoaded, () => setFailed(true)), []);
  if (failed) {
    return (
      <Page title={strings.forgotTitle} of={firm.name}>
        <Failure problem={OFFLINE} again={() => location.reload()} />
      </Page>
    );
  }
  if (!loaded) return <Spinner />;
  const { ForgotPage, LinkSentPage } = loaded;
  return step === 'sent' ? (
    <LinkSentPage firm={firm} email={email} />
  ) : (
    <ForgotPage
      firm={firm}
      email={email}
      onEmail={onEmail}
      onSent={() => go(`/f/${firm.slug}/sent`)}
    />
  );
}
