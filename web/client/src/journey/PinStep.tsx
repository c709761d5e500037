import {
  Button,
  CodeField,
  Countdown,
  Failure,
  type Faults,
  Form,
  Link,
  Notice,
  Page,
  Phone,
  type Problem,
  post,
  useOnce,
  writeClock,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';
import { CallInstead, Stuck } from './Stuck';
import { numbered, PATHS } from './steps';

/** Asks for the PIN, wherever it comes from, and helps whoever has none. */
export function PinStep(props: StepProps) {
  const { link, secret, opened, firm, progress, note, move, reopen, learn } = props;
  const { words } = useJourneyWords();
  const [pin, setPin] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const letter = opened.pin.letter ?? null;
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    setFaults(pin ? {} : { pin: words.pinEmpty });
    if (!pin) return;
    if (!/^[0-9]{6}$/.test(pin)) {
      setFaults({ pin: words.pinMalformed });
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
        setFaults({ pin: words.pinMalformed });
        break;
      case 'pin-wrong':
        if (left > 0) setFaults({ pin: words.pinWrong(left) });
        else setTrouble(await reopen());
        break;
      case 'pin-not-live': {
        const how = opened.pin.by_text ? words.pinOverTexted : words.pinOverAdviser(opened.adviser);
        setFaults({ pin: `${words.pinOver}. ${how}` });
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
      title={words.pinTitle(letter)}
      of={firm.name}
      above={opened.has_password ? undefined : words.step(number.step, number.of)}
      faulty={Object.keys(faults).length > 0}
    >
      {progress.setUpOver && (
        <Notice tone="warning">
          <p>{words.setUpOver}</p>
        </Notice>
      )}
      <p class="lead">{whereFrom(props, words)}</p>
      <Form onSubmit={run} faults={faults}>
        <CodeField
          name="pin"
          label={words.pin(letter)}
          value={pin}
          onInput={setPin}
          hint={letter ? words.pinHintLetter(letter) : words.pinHint}
          fault={faults['pin']}
          texted={opened.pin.by_text}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.continue}</Button>
      </Form>
      {opened.pin.by_text ? <NotReceived {...props} /> : <NoPin {...props} />}
      {opened.has_password && (
        <p class="aside">
          <a href={`/f/${firm.slug}`}>{words.signInInstead}</a>
        </p>
      )}
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

function whereFrom(props: StepProps, words: ReturnType<typeof useJourneyWords>['words']): string {
  const { opened, progress } = props;
  const { adviser } = opened;
  if (!opened.pin.by_text) return words.pinFromAdviser(adviser);
  if (progress.askedWith !== undefined) return words.pinSentTo(progress.askedWith, adviser);
  // The link of a recovery that the adviser started: the PIN may come either way.
  if (opened.has_password && !progress.texted) return words.pinEither(adviser);
  return opened.next === 'mobile' ? words.pinHave : words.pinTexted;
}

/** What to do when the text does not come: look again, have it sent again, another number. */
function NotReceived(props: StepProps) {
  const { link, opened, progress, note, reopen } = props;
  const { words } = useJourneyWords();
  const [sent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Problem>();
  const { askedWith } = progress;
  const { busy, run } = useOnce(async () => {
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
      <summary>{words.notReceived}</summary>
      <ul>
        <li>{words.notReceived1}</li>
        <li>{words.notReceived3}</li>
        {askedWith && (
          <li>
            {words.notReceived2(askedWith)} <Link href={PATHS.mobile}>{words.changeNumber}</Link>
          </li>
        )}
      </ul>
      {sent && (
        <Notice tone="good">
          <p>{words.textedAgain}</p>
        </Notice>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      {byNumber && !askedWith ? (
        <Link class="button secondary" href={PATHS.mobile}>
          {words.textMe}
        </Link>
      ) : (
        <Countdown
          until={progress.againAt ?? 0}
          before={(seconds) => <p class="clock">{words.textAgainIn(writeClock(seconds))}</p>}
          after={
            <Button kind="secondary" busy={busy} onClick={run}>
              {words.textAgain}
            </Button>
          }
        />
      )}
    </details>
  );
}

/** P16: the adviser is asked for it, and the page says truthfully whether anybody was told. */
function NoPin({ link, opened, reopen }: StepProps) {
  const { words } = useJourneyWords();
  const [told, setTold] = useState<boolean>();
  const [trouble, setTrouble] = useState<Problem>();
  const { adviser, firm } = opened;
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/request-pin', { link });
    if (outcome.ok) setTold(outcome.body.told);
    else if (outcome.problem.kind === 'link-elsewhere') setTrouble(await reopen());
    else setTrouble(outcome.problem);
  });
  return (
    <details class="help">
      <summary>{words.noPin}</summary>
      {told === undefined ? (
        <>
          <p>{words.noPinLead(adviser)}</p>
          <Button kind="secondary" busy={busy} onClick={run}>
            {words.askForPin(adviser)}
          </Button>
        </>
      ) : (
        <Notice tone={told ? 'good' : 'info'}>
          <p>{told ? words.toldOfPin(adviser) : words.notTold(adviser)}</p>
          {firm.phone && (
            <p>
              {words.callNow} <Phone number={firm.phone} />
            </p>
          )}
        </Notice>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      {told === undefined && <CallInstead firm={firm} />}
    </details>
  );
}
