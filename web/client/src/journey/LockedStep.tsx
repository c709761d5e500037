import {
  Button,
  Countdown,
  Failure,
  Page,
  type Problem,
  useAction,
  writeDuration,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import type { StepProps } from './context';
import { Stuck } from './Stuck';
import { useJourneyStrings } from './strings';

/** X5: five wrong PINs. Shows how long the block lasts, and what helps in the meantime. */
export function LockedStep(props: StepProps) {
  const { link, opened, firm, here, move, reopen } = props;
  const { strings } = useJourneyStrings();
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => setTrouble(await reopen()));
  const { blocked } = opened.pin;
  const { adviser } = opened;
  return (
    <Page title={strings.lockedTitle} of={firm.name}>
      <p>{strings.lockedLead}</p>
      {blocked?.ends === 'until' ? (
        <>
          <Countdown
            until={here(blocked.at)}
            before={(seconds) => (
              <p class="clock">
                {strings.lockedUntil}{' '}
                <strong role="timer">{writeDuration(strings, seconds)}</strong>
              </p>
            )}
            after={
              <>
                <p role="status">{strings.lockedOver}</p>
                <Button onClick={() => move(opened.has_password ? 'recover' : 'mobile')}>
                  {strings.newPin}
                </Button>
              </>
            }
          />
          <p>{strings.lockedFaster(adviser)}</p>
        </>
      ) : (
        <p>{strings.lockedByAdviser(adviser)}</p>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      <Button kind="secondary" busy={busy} onClick={run}>
        {strings.lockedHave}
      </Button>
      <Stuck link={link} opened={opened} atOnce />
    </Page>
  );
}
