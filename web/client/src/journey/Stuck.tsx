// X20: every page from which somebody may not get on offers to tell the adviser, and whom to call.

import {
  Button,
  Failure,
  type Firm,
  Notice,
  Phone,
  type Problem,
  post,
  useOnce,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';

/** After a minute on a page; at once where the page leads nowhere. */
const AFTER_S = 60;

/** "Tell NAME that I'm stuck", and the number to call. */
export function Stuck(props: Pick<StepProps, 'link' | 'opened'> & { atOnce?: boolean }) {
  const { link, opened, atOnce = false } = props;
  const { words } = useJourneyWords();
  const [shown, setShown] = useState(atOnce);
  const [told, setTold] = useState<boolean>();
  const [trouble, setTrouble] = useState<Problem>();
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), AFTER_S * 1000);
    return () => clearTimeout(timer);
  }, []);
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/tell-adviser', { link });
    if (outcome.ok) setTold(outcome.body.told);
    else setTrouble(outcome.problem);
  });
  const { adviser, firm } = opened;
  return (
    <div class="stuck" aria-live="polite">
      {shown && (
        <>
          <h2>{words.stuckTitle}</h2>
          {told === undefined ? (
            <Button kind="secondary" busy={busy} onClick={run}>
              {words.tellStuck(adviser)}
            </Button>
          ) : (
            <Notice tone={told ? 'good' : 'info'}>
              <p>{told ? words.told(adviser) : words.notTold(adviser)}</p>
            </Notice>
          )}
          {trouble && <Failure problem={trouble} again={run} />}
          <CallInstead firm={firm} />
        </>
      )}
    </div>
  );
}

/** Whom to call, or else what to do; `only` where there was nothing to try before. */
export function CallInstead({ firm, only = false }: { firm: Firm; only?: boolean }) {
  const { words } = useJourneyWords();
  return (
    <p class="aside">
      {firm.phone ? (
        <>
          {only ? words.call(firm.name) : words.orCall} <Phone number={firm.phone} />
        </>
      ) : (
        words.writeInstead
      )}
    </p>
  );
}
