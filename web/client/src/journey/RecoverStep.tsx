import {
  Button,
  Failure,
  Notice,
  Page,
  type Problem,
  post,
  useOnce,
  writeDuration,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';
import { CallInstead, Stuck } from './Stuck';

/** Only "Continue" makes and texts a PIN: opening the link, as mail scanners do, changes nothing. */
export function RecoverStep(props: StepProps) {
  const { link, opened, firm, note, move, reopen } = props;
  const { words } = useJourneyWords();
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/recover-password', { link });
    if (outcome.ok) {
      if (outcome.body.by === 'texted') {
        note({ texted: true, againAt: Date.now() + 60_000 });
        const failed = await reopen();
        if (failed) setTrouble(failed);
        else move('pin');
      } else {
        note({ asked: { told: outcome.body.told } });
        move('asked');
      }
    } else if (['pin-blocked', 'link-elsewhere'].includes(outcome.problem.kind)) {
      setTrouble(await reopen());
    } else {
      setTrouble(outcome.problem);
    }
  });
  const { by_text: byText } = opened.pin;
  return (
    <Page title={words.recoverTitle} of={firm.name}>
      <p class="lead">{byText ? words.recoverLead : words.recoverLeadAdviser(opened.adviser)}</p>
      <p>{words.recoverKeep}</p>
      {trouble?.kind === 'too-soon' ? (
        <Notice tone="warning" urgent>
          <p>{words.recoverSoon(writeDuration(words, trouble.retryAfterS ?? 60))}</p>
        </Notice>
      ) : (
        trouble && <Failure problem={trouble} again={run} />
      )}
      <Button busy={busy} onClick={run}>
        {byText ? words.textMe : words.askForPin(opened.adviser)}
      </Button>
      <p class="aside">{words.recoverNot}</p>
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

/** P14: without a mobile the PIN comes from the adviser, with a fresh link. */
export function AskedStep({ opened, firm, progress }: StepProps) {
  const { words } = useJourneyWords();
  const told = progress.asked?.told ?? false;
  return (
    <Page
      title={told ? words.askedTitle(opened.adviser) : words.callTitle(opened.adviser)}
      of={firm.name}
    >
      <p>{told ? words.askedLead(opened.adviser) : words.notTold(opened.adviser)}</p>
      <p>{words.askedNext}</p>
      <CallInstead firm={firm} only />
    </Page>
  );
}
