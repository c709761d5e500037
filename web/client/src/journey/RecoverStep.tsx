import {
  Button,
  Failure,
  Notice,
  Page,
  type Problem,
  post,
  useAction,
  writeDuration,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import type { StepProps } from './context';
import { CallInstead, Stuck } from './Stuck';
import { useJourneyStrings } from './strings';

/**
 * Only the button generates and texts a PIN: opening the link, as mail scanners do, changes
 * nothing.
 */
export function RecoverStep(props: StepProps) {
  const { link, opened, firm, note, move, reopen } = props;
  const { strings } = useJourneyStrings();
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/recover-password', { link });
    if (outcome.ok) {
      if (outcome.body.by === 'texted') {
        note({ texted: true, againAt: Date.now() + 60_000 });
        const failed = await reopen();
        if (failed) setTrouble(failed);
        else move('pin');
      } else {
        note({ pinRequest: { notified: outcome.body.told } });
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
    <Page title={strings.recoverTitle} of={firm.name}>
      <p class="lead">
        {byText ? strings.recoverLead : strings.recoverLeadAdviser(opened.adviser)}
      </p>
      <p>{strings.recoverKeep}</p>
      {trouble?.kind === 'too-soon' ? (
        <Notice tone="warning" urgent>
          <p>{strings.recoverSoon(writeDuration(strings, trouble.retryAfterS ?? 60))}</p>
        </Notice>
      ) : (
        trouble && <Failure problem={trouble} again={run} />
      )}
      <Button busy={busy} onClick={run}>
        {byText ? strings.textMe : strings.askForPin(opened.adviser)}
      </Button>
      <p class="aside">{strings.recoverNot}</p>
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

/** P14: without a mobile, the adviser gives the PIN and a new link is sent. */
export function PinRequestedStep({ opened, firm, progress }: StepProps) {
  const { strings } = useJourneyStrings();
  const notified = progress.pinRequest?.notified ?? false;
  return (
    <Page
      title={notified ? strings.askedTitle(opened.adviser) : strings.callTitle(opened.adviser)}
      of={firm.name}
    >
      <p>
        {notified ? strings.askedLead(opened.adviser) : strings.adviserNotNotified(opened.adviser)}
      </p>
      <p>{strings.askedNext}</p>
      <CallInstead firm={firm} only />
    </Page>
  );
}
