// X20: every page on which a client may be stuck offers to notify the adviser, and a number to
// call.

import {
  Button,
  Failure,
  type Firm,
  Notice,
  Phone,
  type Problem,
  post,
  useAction,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import type { StepProps } from './context';
import { useJourneyStrings } from './strings';

/** Help appears after this many seconds; immediately on a page without a next step. */
const AFTER_S = 60;

/** "Tell NAME that I'm stuck", and the number to call. */
export function Stuck(props: Pick<StepProps, 'link' | 'opened'> & { atOnce?: boolean }) {
  const { link, opened, atOnce = false } = props;
  const { strings } = useJourneyStrings();
  const [shown, setShown] = useState(atOnce);
  const [notified, setNotified] = useState<boolean>();
  const [trouble, setTrouble] = useState<Problem>();
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), AFTER_S * 1000);
    return () => clearTimeout(timer);
  }, []);
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/tell-adviser', { link });
    if (outcome.ok) setNotified(outcome.body.told);
    else setTrouble(outcome.problem);
  });
  const { adviser, firm } = opened;
  return (
    <div class="stuck" aria-live="polite">
      {shown && (
        <>
          <h2>{strings.stuckTitle}</h2>
          {notified === undefined ? (
            <Button kind="secondary" busy={busy} onClick={run}>
              {strings.tellStuck(adviser)}
            </Button>
          ) : (
            <Notice tone={notified ? 'good' : 'info'}>
              <p>
                {notified ? strings.adviserNotified(adviser) : strings.adviserNotNotified(adviser)}
              </p>
            </Notice>
          )}
          {trouble && <Failure problem={trouble} again={run} />}
          <CallInstead firm={firm} />
        </>
      )}
    </div>
  );
}

/** The number to call, or what to do without one; `only` where the page offers nothing else. */
export function CallInstead({ firm, only = false }: { firm: Firm; only?: boolean }) {
  const { strings } = useJourneyStrings();
  return (
    <p class="aside">
      {firm.phone ? (
        <>
          {only ? strings.call(firm.name) : strings.orCall} <Phone number={firm.phone} />
        </>
      ) : (
        strings.writeInstead
      )}
    </p>
  );
}
