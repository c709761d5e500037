// Links that do not lead on. Each of them has a next step.

import {
  Button,
  Failure,
  lastFirm,
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

/** X17: its time is over, or a newer one was mailed; a fresh one goes to the address on record. */
export function OverStep(props: StepProps & { newer: boolean }) {
  const { link, opened, firm, newer, move, reopen } = props;
  const { words } = useJourneyWords();
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/renew-link', { link });
    if (outcome.ok) move('sent');
    else if (outcome.problem.kind === 'link-elsewhere') setTrouble(await reopen());
    else setTrouble(outcome.problem);
  });
  return (
    <Page title={newer ? words.newerTitle : words.expiredLinkTitle} of={firm.name}>
      <p class="lead">{newer ? words.newerLead : words.expiredLinkLead}</p>
      {trouble?.kind === 'too-soon' ? (
        <Notice tone="warning" urgent>
          <p>{words.freshSoon(writeDuration(words, trouble.retryAfterS ?? 60))}</p>
        </Notice>
      ) : (
        trouble && <Failure problem={trouble} again={run} />
      )}
      <Button kind={newer ? 'secondary' : 'primary'} busy={busy} onClick={run}>
        {words.mailFresh}
      </Button>
      <p class="aside">
        <a href={`/f/${firm.slug}`}>{words.signInInstead}</a>
      </p>
      <Stuck link={link} opened={opened} atOnce />
    </Page>
  );
}

/** A fresh link was mailed, to whom is not told. */
export function SentStep({ link, opened, firm }: StepProps) {
  const { words } = useJourneyWords();
  return (
    <Page title={words.freshSentTitle} of={firm.name}>
      <p>{words.freshSent}</p>
      <h2>{words.sentHelp}</h2>
      <ul>
        <li>{words.sentHelp1}</li>
      </ul>
      <Stuck link={link} opened={opened} atOnce />
    </Page>
  );
}

/** What it opened is no more. */
export function EndedStep({ firm }: StepProps) {
  const { words } = useJourneyWords();
  return (
    <Page title={words.endedLinkTitle} of={firm.name}>
      <p>{words.endedLinkLead(firm.name)}</p>
      <CallInstead firm={firm} only />
    </Page>
  );
}

/** None of ours, or cut off; or the page was opened without one. */
export function NoLink({ unknown }: { unknown: boolean }) {
  const { words } = useJourneyWords();
  const firm = lastFirm();
  return (
    <Page title={unknown ? words.unknownTitle : words.noLinkTitle} of={firm?.name}>
      <p>{unknown ? `${words.unknownLead} ${words.unknownNext}` : words.noLinkLead}</p>
      {firm && (
        <>
          <p class="aside">
            <a href={`/f/${firm.slug}`}>{words.signInInstead}</a>
          </p>
          {firm.phone && <CallInstead firm={firm} only />}
        </>
      )}
    </Page>
  );
}
