// The timeline as the console shows it: lines in order, each as a sentence, with what helps now for
// as long as it is needed.

import type { ReplyOf } from '@vestibule/kit';
import { type ConsoleStrings, named } from '../strings';

type Reply = ReplyOf<'/api/staff/clients/{client}/timeline', 'get'>;
export type Line = Reply['lines'][number];

/** What happened, according to a line: `event`, and its details. */
export interface What {
  event: string;
  [more: string]: unknown;
}

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

/** The later events that make each hint unnecessary. */
const MENDED: Record<string, readonly string[]> = {
  'correct-email': [
    'email-corrected',
    'address-trusted',
    'details-changed',
    'signed-in',
    'password-set',
  ],
  'correct-mobile': ['mobile-changed', 'pin-verified', 'password-set'],
  'check-mobile': ['mobile-changed', 'mobile-verified', 'pin-verified', 'password-set', 'helped'],
  'check-staff-email': [],
  'send-again': [
    'invited',
    'link-renewed',
    'pin-text-requested',
    'sms-delivered',
    'pin-verified',
    'password-set',
  ],
  'call-client': ['helped', 'pin-verified', 'password-set', 'signed-in'],
  'read-pin-out': [
    'pin-revealed',
    'pin-verified',
    'password-set',
    'password-changed',
    'sms-delivered',
  ],
  'new-pin': [
    'pin-made',
    'pin-verified',
    'password-set',
    'password-changed',
    'signed-in',
    'recovery-started',
  ],
  'extend-login': ['expiry-changed'],
  'raise-text-limit': ['sms-delivered', 'pin-verified', 'password-set'],
  'allow-country': ['sms-delivered', 'pin-verified', 'password-set'],
  'tell-ops': ['helped'],
};
/** After these, nothing earlier needs attention. */
const ENDS = ['revoked', 'archived', 'invitation-cancelled'];

/** Returns what helps with a line now; nothing once it was resolved. `lines` are newest first. */
export function helpsNow(lines: readonly Line[], at: number): string | undefined {
  const now = lines[at]?.now;
  if (!now) return undefined;
  const since = lines.slice(0, at).map((line) => (line.what as unknown as What).event);
  if (since.some((event) => ENDS.includes(event) || MENDED[now]?.includes(event))) return undefined;
  // Shown once: beside the newest line that asks for it.
  return lines.slice(0, at).some((line) => line.now === now) ? undefined : now;
}

/**
 * Returns the letter of a PIN as texts and pages name it: none for the first, then B, C … Z, AA, AB
 * …
 */
export function letterOf(generation: unknown): string {
  let rest = typeof generation === 'number' ? generation : 0;
  if (rest <= 1) return '';
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

export type Tone = 'good' | 'bad' | 'warning' | 'plain';

const GOOD = [
  'password-set',
  'pin-verified',
  'mobile-verified',
  'signed-in',
  'email-delivered',
  'sms-delivered',
  'helped',
];
const BAD = [
  'blocked',
  'email-bounced',
  'email-complained',
  'sms-failed',
  'message-failed',
  'revoked',
  'login-expired',
];
const WARNING = [
  'pin-wrong',
  'wrong-mobile-typed',
  'password-waits',
  'stuck-told',
  'pin-asked-for',
  'email-delayed',
  'login-expiring',
  'escalated',
  'link-expired',
  'pin-expired',
];

/** Returns the tone of a line, which only affects its colour. */
export function toneOf({ event }: What): Tone {
  return GOOD.includes(event)
    ? 'good'
    : BAD.includes(event)
      ? 'bad'
      : WARNING.includes(event)
        ? 'warning'
        : 'plain';
}

/** Writes what happened as a sentence. `names` are the names of staff by id. */
export function sentence(
  strings: ConsoleStrings,
  what: What,
  names: ReadonlyMap<string, string>,
): string {
  const texts = strings.events;
  const message = named(strings.messages, String(what['template'])) ?? strings.messages.other;
  const pin = strings.pinCalled(letterOf(what['generation']));
  switch (what.event) {
    case 'pin-made':
      return texts.pinMade(pin);
    case 'pin-revealed':
      return texts.pinRevealed(pin);
    case 'pin-expired':
      return texts.pinExpired(pin);
    case 'pin-text-requested':
      return texts.pinTextRequested(pin);
    case 'pin-verified':
      return texts.pinVerified(pin);
    case 'invited':
      return texts.invited(named(strings.travels, String(what['pin'])) ?? '');
    case 'pin-wrong':
      return texts.pinWrong(Number(what['left']));
    case 'login-expiring':
      return texts.loginExpiring(Number(what['days']));
    case 'handed-over':
      return texts.handedOver(names.get(String(what['to'])) ?? strings.aColleague);
    case 'escalated':
      return texts.escalated(named(strings.notices, String(what['notice'])) ?? '');
    case 'email-sent':
      return texts.emailSent(message);
    case 'email-delivered':
      return texts.emailDelivered(message);
    case 'email-delayed':
      return texts.emailDelayed(message);
    case 'email-bounced':
      return what['bounce'] === 'permanent'
        ? texts.emailBounced(message)
        : texts.emailCameBack(message);
    case 'email-complained':
      return texts.emailComplained(message);
    case 'sms-sent':
      return texts.smsSent;
    case 'sms-delivered':
      return texts.smsDelivered;
    case 'sms-failed':
      return texts.smsFailed(named(strings.smsReasons, String(what['reason'])) ?? '');
    case 'message-withheld':
      return what['reason'] === 'firm-closed'
        ? texts.messageNotSentClosed(message)
        : texts.messageWithheld(message);
    case 'message-failed':
      return texts.messageFailed(message, String(what['reason'] ?? ''));
    default:
      return named(strings.plainEvents, what.event) ?? what.event;
  }
}
