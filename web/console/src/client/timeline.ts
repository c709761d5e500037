// The timeline as the console shows it: lines in order, each as a sentence, with what helps now for
// as long as it is needed. What an event means is decided by the API.

import type { ReplyOf, Schemas } from '@vestibule/kit';
import { type ConsoleStrings, named } from '../strings';

type Reply = ReplyOf<'/api/staff/clients/{client}/timeline', 'get'>;
export type Line = Schemas['TimelineLine'];

const same = (one: Line, other: Line) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Merges the newest page with the lines that are known. Lines never change, so the known ones continue
 * after the last line of the page; where it is not known, more happened than a page holds, and the older
 * lines have to be requested.
 */
export function mergePages(page: Reply, known: Reply | undefined): Reply {
  if (!known) return page;
  const last = page.lines[page.lines.length - 1];
  const meets = last ? known.lines.findIndex((line) => same(line, last)) : -1;
  if (meets < 0) return page;
  return { lines: [...page.lines, ...known.lines.slice(meets + 1)], older: known.older ?? null };
}

/** Appends an older page to the lines that are known. */
export function appendPage(known: Reply, page: Reply): Reply {
  return { lines: [...known.lines, ...page.lines], older: page.older ?? null };
}

/**
 * Returns what helps with a line now; nothing once a newer line resolves it. `lines` are newest
 * first, without gaps from the newest line of all.
 */
export function helpsNow(lines: readonly Line[], at: number): Schemas['WhatNow'] | undefined {
  const now = lines[at]?.now;
  const resolved = now && lines.slice(0, at).some((newer) => newer.resolves.includes(now));
  return now && !resolved ? now : undefined;
}

/** Writes what happened as a sentence. `names` are the names of staff by id. */
export function sentence(
  strings: ConsoleStrings,
  what: Line['what'],
  names: ReadonlyMap<string, string>,
): string {
  const texts = strings.events;
  const pinOf = ({ letter }: { letter?: string | null }) => strings.pinCalled(letter ?? '');
  const messageOf = ({ template }: { template: string }) =>
    named(strings.messages, template) ?? strings.messages.other;
  switch (what.event) {
    case 'pin-made':
      return texts.pinMade(pinOf(what));
    case 'pin-revealed':
      return texts.pinRevealed(pinOf(what));
    case 'pin-expired':
      return texts.pinExpired(pinOf(what));
    case 'pin-text-requested':
      return texts.pinTextRequested(pinOf(what));
    case 'pin-verified':
      return texts.pinVerified(pinOf(what));
    case 'invited':
      return texts.invited(named(strings.travels, what.pin) ?? '');
    case 'pin-wrong':
      return texts.pinWrong(what.left);
    case 'login-expiring':
      return texts.loginExpiring(what.days);
    case 'handed-over':
      return texts.handedOver(names.get(what.to) ?? strings.aColleague);
    case 'escalated':
      return texts.escalated(named(strings.notices, what.notice) ?? '');
    case 'email-sent':
      return texts.emailSent(messageOf(what));
    case 'email-delivered':
      return texts.emailDelivered(messageOf(what));
    case 'email-delayed':
      return texts.emailDelayed(messageOf(what));
    case 'email-bounced':
      return what.bounce === 'permanent'
        ? texts.emailBounced(messageOf(what))
        : texts.emailCameBack(messageOf(what));
    case 'email-complained':
      return texts.emailComplained(messageOf(what));
    case 'sms-sent':
      return texts.smsSent;
    case 'sms-delivered':
      return texts.smsDelivered;
    case 'sms-failed':
      return texts.smsFailed(named(strings.smsReasons, what.reason) ?? '');
    case 'message-withheld':
      return what.reason === 'firm-closed'
        ? texts.messageNotSentClosed(messageOf(what))
        : texts.messageWithheld(messageOf(what));
    case 'message-failed':
      return texts.messageFailed(messageOf(what), what.reason);
    default:
      // The type check fails where one of the remaining events has no text. At run time the event may
      // be newer than this page.
      return named(strings.plainEvents, what.event) ?? strings.newerEvent;
  }
}
