import {
  Button,
  CodeField,
  Countdown,
  Failure,
  type FieldErrors,
  Form,
  Link,
  Notice,
  Page,
  Phone,
  type Problem,
  post,
  useAction,
  writeClock,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import type { StepProps } from './context';
import { CallInstead, Stuck } from './Stuck';
import { numbered, PATHS } from './steps';
import { type JourneyStrings, useJourneyStrings } from './strings';

/** Asks for the PIN, wherever it comes from, and helps a client who does not have one. */
export function PinStep(props: StepProps) {
  const { link, secret, opened, firm, progress, note, move, reopen, learn } = props;
  const { strings } = useJourneyStrings();
  const [pin, setPin] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const letter = opened.pin.letter ?? null;
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    setErrors(pin ? {} : { pin: strings.pinEmpty });
    if (!pin) return;
    if (!/^[0-9]{6}$/.test(pin)) {
      setErrors({ pin: strings.pinMalformed });
      return;
    }
    const outcome = await post('/api/client/verify-pin', { link, pin, secret });
    if (outcome.ok) {
      const { email, until } = outcome.body;
      note({ email, passwordUntil: outcome.here(until), setUpOver: false });
      learn({ next: 'password', email });
      move('password', 'replace');
      return;
    }
    const { problem } = outcome;
    const left = Number(problem.more['left']);
    switch (problem.kind) {
      case 'pin-malformed':
        setErrors({ pin: strings.pinMalformed });
        break;
      case 'pin-wrong':
        if (left > 0) setErrors({ pin: strings.pinWrong(left) });
        else setTrouble(await reopen());
        break;
      case 'pin-not-live': {
        const how = opened.pin.by_text
          ? strings.pinOverTexted
          : strings.pinOverAdviser(opened.adviser);
        setErrors({ pin: `${strings.pinOver}. ${how}` });
        break;
      }
      case 'pin-blocked':
      case 'link-elsewhere':
        setTrouble(await reopen());
        break;
      default:
        setTrouble(problem);
    }
  });
  const mobileAsked = progress.askedWith !== undefined || opened.next === 'mobile';
  const number = numbered('pin', mobileAsked);
  return (
    <Page
      title={strings.pinTitle(letter)}
      of={firm.name}
      above={opened.has_password ? undefined : strings.step(number.step, number.of)}
      errors={errors}
    >
      {progress.setUpOver && (
        <Notice tone="warning">
          <p>{strings.setUpOver}</p>
        </Notice>
      )}
      <p class="lead">{whereFrom(props, strings)}</p>
      <Form onSubmit={run} errors={errors}>
        <CodeField
          name="pin"
          label={strings.pin(letter)}
          value={pin}
          onInput={setPin}
          hint={letter ? strings.pinHintLetter(letter) : strings.pinHint}
          error={errors['pin']}
          texted={opened.pin.by_text}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.continue}</Button>
      </Form>
      {opened.pin.by_text ? <NotReceived {...props} /> : <NoPin {...props} />}
      {opened.has_password && (
        <p class="aside">
          <a href={`/f/${firm.slug}`}>{strings.signInInstead}</a>
        </p>
      )}
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

function whereFrom(props: StepProps, strings: JourneyStrings): string {
  const { opened, progress } = props;
  const { adviser } = opened;
  if (!opened.pin.by_text) return strings.pinFromAdviser(adviser);
  if (progress.askedWith !== undefined) return strings.pinSentTo(progress.askedWith, adviser);
  // The adviser started this recovery: the PIN may be read out or texted.
  if (opened.has_password && !progress.texted) return strings.pinEither(adviser);
  return opened.next === 'mobile' ? strings.pinHave : strings.pinTexted;
}

/** Help for a client who got no text: look again, have it sent again, use another number. */
function NotReceived(props: StepProps) {
  const { link, opened, progress, note, reopen } = props;
  const { strings } = useJourneyStrings();
  const [sent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Problem>();
  const { askedWith } = progress;
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    setSent(false);
    const again = askedWith
      ? await post('/api/client/verify-mobile', { link, mobile: askedWith })
      : await post('/api/client/recover-password', { link });
    if (again.ok) {
      const at = 'again_at' in again.body ? again.here(again.body.again_at) : Date.now() + 60_000;
      note({ againAt: at, texted: true });
      setSent(true);
    } else if (again.problem.kind === 'too-soon') {
      note({ againAt: Date.now() + (again.problem.retryAfterS ?? 60) * 1000 });
    } else if (['pin-blocked', 'link-elsewhere'].includes(again.problem.kind)) {
      setTrouble(await reopen());
    } else {
      setTrouble(again.problem);
    }
  });
  const byNumber = !opened.has_password;
  return (
    <details class="help">
      <summary>{strings.notReceived}</summary>
      <ul>
        <li>{strings.notReceived1}</li>
        <li>{strings.notReceived3}</li>
        {askedWith && (
          <li>
            {strings.notReceived2(askedWith)}{' '}
            <Link href={PATHS.mobile}>{strings.changeNumber}</Link>
          </li>
        )}
      </ul>
      {sent && (
        <Notice tone="good">
          <p>{strings.textedAgain}</p>
        </Notice>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      {byNumber && !askedWith ? (
        <Link class="button secondary" href={PATHS.mobile}>
          {strings.textMe}
        </Link>
      ) : (
        <Countdown
          until={progress.againAt ?? 0}
          before={(seconds) => <p class="clock">{strings.textAgainIn(writeClock(seconds))}</p>}
          after={
            <Button kind="secondary" busy={busy} onClick={run}>
              {strings.textAgain}
            </Button>
          }
        />
      )}
    </details>
  );
}

/** P16: requests the PIN from the adviser, and says truthfully whether they were notified. */
function NoPin({ link, opened, reopen }: StepProps) {
  const { strings } = useJourneyStrings();
  const [notified, setNotified] = useState<boolean>();
  const [trouble, setTrouble] = useState<Problem>();
  const { adviser, firm } = opened;
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/request-pin', { link });
    if (outcome.ok) setNotified(outcome.body.told);
    else if (outcome.problem.kind === 'link-elsewhere') setTrouble(await reopen());
    else setTrouble(outcome.problem);
  });
  return (
    <details class="help">
      <summary>{strings.noPin}</summary>
      {notified === undefined ? (
        <>
          <p>{strings.noPinLead(adviser)}</p>
          <Button kind="secondary" busy={busy} onClick={run}>
            {strings.askForPin(adviser)}
          </Button>
        </>
      ) : (
        <Notice tone={notified ? 'good' : 'info'}>
          <p>
            {notified ? strings.adviserNotifiedOfPin(adviser) : strings.adviserNotNotified(adviser)}
          </p>
          {firm.phone && (
            <p>
              {strings.callNow} <Phone number={firm.phone} />
            </p>
          )}
        </Notice>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      {notified === undefined && <CallInstead firm={firm} />}
    </details>
  );
}
