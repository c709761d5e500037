import {
  Button,
  Failure,
  type FieldErrors,
  Form,
  Notice,
  Page,
  PasswordField,
  type Problem,
  post,
  useAction,
  useSecondsLeft,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import type { StepProps } from './context';
import { Stuck } from './Stuck';
import { numbered } from './steps';
import { type JourneyStrings, useJourneyStrings } from './strings';

/** What the server asks for (`access.md`, "Password"). */
const AT_LEAST = 15;
/** Then the bar is full, if the characters differ. */
const STRONG = 20;
/** The end of the ten minutes is told this long before, in seconds. */
const WARN_S = 180;

/** The right PIN was entered: a password of one's own. */
export function PasswordStep(props: StepProps) {
  const { link, secret, opened, firm, progress, note, move, reopen, learn, forget } = props;
  const { strings } = useJourneyStrings();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  // Of a password that was refused, nothing good is said.
  const [refused, setRefused] = useState<string>();
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    if (lengthOf(password) < AT_LEAST) {
      setErrors({ password: strings.passwordTooShort });
      return;
    }
    setErrors({});
    const outcome = await post('/api/client/set-password', { link, secret, password });
    if (outcome.ok) {
      forget();
      if (outcome.body.next === 'portal') {
        location.replace('/portal');
        return;
      }
      note({ done: true, email: opened.email ?? progress.email });
      learn({ next: 'sign-in', has_password: true });
      move('sign-in', 'replace');
      return;
    }
    const { problem } = outcome;
    switch (problem.kind) {
      case 'fields-refused':
        setRefused(password);
        setErrors({ password: refusal(problem.fields['password'], strings) });
        break;
      case 'set-up-over':
        note({ setUpOver: true });
        setTrouble(await reopen());
        break;
      case 'link-elsewhere':
        setTrouble(await reopen());
        break;
      default:
        setTrouble(problem);
    }
  });
  const number = numbered('password', progress.askedWith !== undefined);
  const counted = progress.passwordUntil !== undefined && !opened.has_password;
  const email = opened.email ?? progress.email;
  return (
    <Page
      title={opened.has_password ? strings.passwordTitleNew : strings.passwordTitle}
      of={firm.name}
      above={counted ? strings.step(number.step, number.of) : undefined}
      errors={errors}
    >
      {!email && <p class="lead">{strings.passwordLead}</p>}
      {progress.passwordUntil !== undefined && <TimeLeft until={progress.passwordUntil} />}
      <Form onSubmit={run} errors={errors}>
        {email && (
          <p>
            {strings.youSignInWith} <strong>{email}</strong>
            <span class="unseen" aria-hidden="true">
              <input type="email" autocomplete="username" value={email} readOnly tabIndex={-1} />
            </span>
          </p>
        )}
        <PasswordField
          name="password"
          label={strings.newPassword}
          value={password}
          onInput={setPassword}
          hint={strings.passwordHint}
          error={errors['password']}
          choosing
          atLeast={AT_LEAST}
          below={<Strength password={password === refused ? '' : password} />}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.savePassword}</Button>
      </Form>
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

/** How many characters, as the server counts them. */
function lengthOf(password: string): number {
  return [...password.normalize('NFC')].length;
}

/** How far it is, in words and as a bar. Whether it is easy to guess, the server tells. */
function Strength({ password }: { password: string }) {
  const { strings } = useJourneyStrings();
  const length = lengthOf(password);
  const strong = length >= STRONG && new Set(password).size >= 9;
  const share = strong ? 1 : Math.min(length / STRONG, 0.85);
  const text =
    length === 0
      ? ''
      : length < AT_LEAST
        ? strings.strengthShort(AT_LEAST - length)
        : strong
          ? strings.strengthStrong
          : strings.strengthEnough;
  return (
    <div class={`strength ${length < AT_LEAST ? '' : 'enough'}`}>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <p aria-live="polite">{text}</p>
    </div>
  );
}

function TimeLeft({ until }: { until: number }) {
  const { strings } = useJourneyStrings();
  const seconds = useSecondsLeft(until);
  if (seconds > WARN_S) return null;
  // In steps, so that it is read out three times and not every second.
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return (
    <Notice tone="warning">
      <p>{strings.timeLeft(strings.minutes(minutes))}</p>
    </Notice>
  );
}

function refusal(code: string | undefined, strings: JourneyStrings): string {
  switch (code) {
    case 'too-short':
      return strings.passwordTooShort;
    case 'too-long':
      return strings.passwordLongest;
    case 'control-character':
      return strings.passwordControl;
    case 'too-easy-common':
      return strings.easyCommon;
    case 'too-easy-sequence':
      return strings.easySequence;
    case 'too-easy-repeat':
      return strings.easyRepeat;
    case 'too-easy-date':
      return strings.easyDate;
    case 'too-easy-about-you':
      return strings.easyAboutYou;
    default:
      return strings.easyMore;
  }
}
