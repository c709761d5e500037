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

/** The minimum length that the server requires, in characters. */
const AT_LEAST = 15;
/** The length at which the bar is full, if the characters differ enough. */
const STRONG = 20;
/** How long before the end of the ten minutes a warning appears, in seconds. */
const WARN_S = 180;

/** Asks for a new password, after the right PIN was entered. */
export function PasswordStep(props: StepProps) {
  const { link, secret, opened, firm, progress, note, move, reopen, learn, forget } = props;
  const { strings } = useJourneyStrings();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  // The strength of a refused password is not shown.
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

/** Counts the characters as the server does. */
function lengthOf(password: string): number {
  return [...password.normalize('NFC')].length;
}

/** Shows the length in words and as a bar. Only the server checks whether it is easy to guess. */
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
  // Whole minutes, so that it is read out three times and not every second.
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
