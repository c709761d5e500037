// A firm's own door: `/f/{slug}` signs in, `/f/{slug}/forgot` mails a link, `/f/{slug}/sent` says so,
// `/f/{slug}/signed-out` is where signing out ends.

import '@vestibule/kit/styles.css';
import {
  boot,
  Failure,
  Frame,
  go,
  lastFirm,
  Link,
  Notice,
  Page,
  readFirm,
  Spinner,
  usePath,
  wear,
  type Firm,
  type Problem,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { FirmFooter } from './parts/FirmFooter';
import { ForgotForm, LinkSent } from './sign-in/ForgotForm';
import { SignInForm } from './sign-in/SignInForm';
import { signInWords, useWords } from './words/sign-in';

const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');
// Asked for before the words are there, and shown from memory until it comes.
const asked = readFirm(slug);
const remembered = lastFirm();
const known = remembered?.slug === slug ? remembered : undefined;
if (known) wear(known);

function FirmDoor() {
  const { words } = useWords();
  const [firm, setFirm] = useState<Firm | undefined>(known);
  const [trouble, setTrouble] = useState<Problem>();
  const [email, setEmail] = useState('');
  const step = usePath().split('/')[3] ?? '';

  const take = async (reading: ReturnType<typeof readFirm>) => {
    const outcome = await reading;
    if (outcome.ok) {
      wear(outcome.body);
      setFirm(outcome.body);
      setTrouble(undefined);
    } else if (!known || outcome.problem.status === 404) {
      setFirm(undefined);
      setTrouble(outcome.problem);
    }
  };
  useEffect(() => void take(asked), []);

  if (!firm) {
    return (
      <Frame>
        {!trouble ? (
          <Spinner />
        ) : trouble.status === 404 ? (
          <Page title={words.noFirmTitle}>
            <p>{words.noFirmLead}</p>
          </Page>
        ) : (
          <Page title={words.signIn}>
            <Failure problem={trouble} again={() => void take(readFirm(slug))} />
          </Page>
        )}
      </Frame>
    );
  }
  const home = `/f/${firm.slug}`;
  return (
    <Frame firm={firm} footer={<FirmFooter firm={firm} />}>
      {step === 'forgot' ? (
        <ForgotForm key="forgot" firm={firm} email={email} onEmail={setEmail} onSent={() => go(`${home}/sent`)} />
      ) : step === 'sent' && email ? (
        <LinkSent key="sent" firm={firm} email={email} />
      ) : (
        <SignInForm
          key="sign-in"
          firm={firm}
          title={step === 'signed-out' ? words.outTitle : words.signIn}
          email={email}
          onEmail={setEmail}
          forgot={<Link href={`${home}/forgot`}>{words.forgot}</Link>}
          onSignedIn={() => location.assign('/portal')}
        >
          {step === 'signed-out' ? (
            <Notice tone="good">
              <p>{words.outLead}</p>
            </Notice>
          ) : (
            <p class="lead">{words.signInLead}</p>
          )}
        </SignInForm>
      )}
    </Frame>
  );
}

void boot(FirmDoor, signInWords);
