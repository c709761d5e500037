import {
  Button,
  Countdown,
  Failure,
  Page,
  type Problem,
  useOnce,
  writeClock,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';
import { Stuck } from './Stuck';

/** X5: five wrong PINs. How long it lasts, and what helps meanwhile. */
export function LockedStep(props: StepProps) {
  const { link, opened, firm, here, move, reopen } = props;
  const { words } = useJourneyWords();
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => setTrouble(await reopen()));
  const { blocked } = opened.pin;
  const { adviser } = opened;
  return (
    <Page title={words.lockedTitle} of={firm.name}>
      <p>{words.lockedLead}</p>
      {blocked?.ends === 'until' ? (
        <>
          <Countdown
            until={here(blocked.at)}
            before={(seconds) => (
              <p class="clock">
                {words.lockedUntil} <strong role="timer">{writeClock(seconds)}</strong>
              </p>
            )}
            after={
              <>
                <p role="status">{words.lockedOver}</p>
                <Button onClick={() => move(opened.has_password ? 'recover' : 'mobile')}>
                  {words.newPin}
                </Button>
              </>
            }
          />
          <p>{words.lockedFaster(adviser)}</p>
        </>
      ) : (
        <p>{words.lockedByAdviser(adviser)}</p>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      <Button kind="secondary" busy={busy} onClick={run}>
        {words.lockedHave}
      </Button>
      <Stuck link={link} opened={opened} atOnce />
    </Page>
  );
}
