// The pages for links that no longer work. Each of them has a next step.

import {
  Button,
  Failure,
  lastFirm,
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
 * X17: the link has expired, a newer one was sent, or the address that it was sent to was corrected.
 * A new one can be sent to the address on record; nothing else is offered to a reader of a former
 * mailbox.
 */
export function RenewLinkStep(props: StepProps & { why: 'expired' | 'newer' | 'corrected' }) {
  const { link, opened, firm, why, move, reopen } = props;
  const { strings } = useJourneyStrings();
  const { title, lead } = {
    expired: { title: strings.expiredLinkTitle, lead: strings.expiredLinkLead },
    newer: { title: strings.newerTitle, lead: strings.newerLead },
    corrected: { title: strings.correctedLinkTitle, lead: strings.correctedLinkLead },
  }[why];
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const outcome = await post('/api/client/renew-link', { link });
    if (outcome.ok) move('sent');
    else if (outcome.problem.kind === 'link-elsewhere') setTrouble(await reopen());
    else setTrouble(outcome.problem);
  });
  return (
    <Page title={title} of={firm.name}>
      <p class="lead">{lead}</p>
      {trouble?.kind === 'too-soon' ? (
        <Notice tone="warning" urgent>
          <p>{strings.freshSoon(writeDuration(strings, trouble.retryAfterS ?? 60))}</p>
        </Notice>
      ) : (
        trouble && <Failure problem={trouble} again={run} />
      )}
      <Button kind={why === 'newer' ? 'secondary' : 'primary'} busy={busy} onClick={run}>
        {strings.mailFresh}
      </Button>
      {why !== 'corrected' && (
        <>
          <p class="aside">
            <a href={`/f/${firm.slug}`}>{strings.signInInstead}</a>
          </p>
          <Stuck link={link} opened={opened} atOnce />
        </>
      )}
    </Page>
  );
}

/** A new link was sent; the page does not reveal the address. */
export function LinkSentStep({ link, opened, firm }: StepProps) {
  const { strings } = useJourneyStrings();
  return (
    <Page title={strings.freshSentTitle} of={firm.name}>
      <p>{strings.freshSent}</p>
      <h2>{strings.sentHelp}</h2>
      <ul>
        <li>{strings.sentHelp1}</li>
      </ul>
      {opened.next !== 'corrected' && <Stuck link={link} opened={opened} atOnce />}
    </Page>
  );
}

/** What the link opened has ended. */
export function AccessEndedStep({ firm }: StepProps) {
  const { strings } = useJourneyStrings();
  return (
    <Page title={strings.endedLinkTitle} of={firm.name}>
      <p>{strings.endedLinkLead(firm.name)}</p>
      <CallInstead firm={firm} only />
    </Page>
  );
}

/** The link is unknown or incomplete, or the page was opened without one. */
export function NoLink({ unknown }: { unknown: boolean }) {
  const { strings } = useJourneyStrings();
  const firm = lastFirm();
  return (
    <Page title={unknown ? strings.unknownTitle : strings.noLinkTitle} of={firm?.name}>
      <p>{unknown ? `${strings.unknownLead} ${strings.unknownNext}` : strings.noLinkLead}</p>
      {firm && (
        <>
          <p class="aside">
            <a href={`/f/${firm.slug}`}>{strings.signInInstead}</a>
          </p>
          {firm.phone && <CallInstead firm={firm} only />}
        </>
      )}
    </Page>
  );
}
