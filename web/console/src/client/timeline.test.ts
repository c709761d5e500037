import { expect, test } from 'vitest';
import { de } from '../strings/de';
import { en } from '../strings/en';
import { lineOf } from './testing';
import { appendPage, helpsNow, type Line, mergePages, sentence } from './timeline';

type What = Line['what'];
type Event = What['event'];

const names = new Map<string, string>();
const grant = { kind: 'portal' } as const;
const link = 'l';
const generation = 2;
const letter = 'B';
const template = 'pin';

/** One event of each kind: the type check fails where one is missing. */
const EVENTS: { [E in Event]: Extract<What, { event: E }> } = {
  'pin-made': { event: 'pin-made', generation, letter },
  'pin-revealed': { event: 'pin-revealed', generation, letter },
  invited: { event: 'invited', grant, link, pin: 'by-adviser' },
  'invitation-cancelled': { event: 'invitation-cancelled', grant },
  'link-opened': { event: 'link-opened', link },
  'link-renewed': { event: 'link-renewed', link },
  'link-copied': { event: 'link-copied', link },
  'invitation-reminded': { event: 'invitation-reminded', link },
  'link-expired': { event: 'link-expired', link },
  'pin-expired': { event: 'pin-expired', generation, letter },
  'mobile-verified': { event: 'mobile-verified' },
  'wrong-mobile-typed': { event: 'wrong-mobile-typed' },
  'pin-text-requested': { event: 'pin-text-requested', generation, letter },
  'pin-asked-for': { event: 'pin-asked-for' },
  'stuck-told': { event: 'stuck-told' },
  'pin-wrong': { event: 'pin-wrong', left: 2 },
  blocked: { event: 'blocked' },
  'pin-verified': { event: 'pin-verified', generation, letter },
  'grant-ended': { event: 'grant-ended', grant },
  revoked: { event: 'revoked' },
  'mobile-changed': { event: 'mobile-changed' },
  helped: { event: 'helped' },
  escalated: { event: 'escalated', notice: 'stuck' },
  'address-trusted': { event: 'address-trusted' },
  'password-set': { event: 'password-set' },
  'password-changed': { event: 'password-changed' },
  'password-waits': { event: 'password-waits' },
  'signed-in': { event: 'signed-in' },
  'signed-out': { event: 'signed-out' },
  'password-forgotten': { event: 'password-forgotten' },
  'recovery-started': { event: 'recovery-started' },
  'email-corrected': { event: 'email-corrected' },
  'expiry-changed': { event: 'expiry-changed' },
  'login-expiring': { event: 'login-expiring', days: 3 },
  'login-expired': { event: 'login-expired' },
  'client-created': { event: 'client-created' },
  'details-changed': { event: 'details-changed' },
  'handed-over': { event: 'handed-over', to: 'x' },
  archived: { event: 'archived' },
  restored: { event: 'restored' },
  'email-sent': { event: 'email-sent', template },
  'sms-sent': { event: 'sms-sent', template },
  'email-delivered': { event: 'email-delivered', template },
  'email-delayed': { event: 'email-delayed', template },
  'email-bounced': { event: 'email-bounced', template, bounce: 'permanent' },
  'email-complained': { event: 'email-complained', template },
  'sms-delivered': { event: 'sms-delivered', template },
  'sms-failed': { event: 'sms-failed', template, reason: 'other' },
  'message-withheld': { event: 'message-withheld', template },
  'message-failed': { event: 'message-failed', template, reason: 'other' },
};

const line = (event: Event, at: number, more: Partial<Line> = {}) =>
  lineOf(EVENTS[event], at, more);

test('every event has a sentence of its own in both languages', () => {
  for (const strings of [en, de]) {
    const sentences = Object.values(EVENTS).map((what) => sentence(strings, what, names));
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const text of sentences) {
      expect(text).not.toBe(strings.newerEvent);
      expect(text).not.toMatch(/undefined|NaN/);
    }
  }
});

test('an event that is newer than the page has a sentence that says so', () => {
  const newer: unknown = { event: 'moved-to-mars', planet: 'mars' };
  const inherited: unknown = { event: 'constructor' };
  for (const strings of [en, de]) {
    expect(sentence(strings, newer as What, names)).toBe(strings.newerEvent);
    expect(sentence(strings, inherited as What, names)).toBe(strings.newerEvent);
  }
});

test('a detail that is newer than the page leaves no hole in its sentence', () => {
  const sent = sentence(en, { event: 'email-sent', template: 'digest' }, names);
  expect(sent).toBe(en.events.emailSent(en.messages.other));
});

test('a PIN is called by its letter', () => {
  expect(sentence(en, EVENTS['pin-made'], names)).toBe('PIN B generated');
  expect(sentence(en, { event: 'pin-made', generation: 1, letter: null }, names)).toBe(
    'PIN generated',
  );
});

test('a message that a closed firm did not send says why', () => {
  for (const strings of [en, de]) {
    const needless = sentence(strings, EVENTS['message-withheld'], names);
    const closed = sentence(
      strings,
      { event: 'message-withheld', template: 'pin', reason: 'firm-closed' },
      names,
    );
    expect(closed).not.toBe(needless);
    expect(closed).toMatch(/closed|geschlossen/);
  }
});

test('a newer page is merged with the known lines', () => {
  const [a, b, c, d] = [
    line('signed-in', 1),
    line('signed-out', 2),
    line('stuck-told', 3),
    line('blocked', 4),
  ];
  const known = { lines: [b, a], older: 'place' };
  expect(mergePages({ lines: [d, c, b], older: 'other' }, known)).toEqual({
    lines: [d, c, b, a],
    older: 'place',
  });
  // More happened than a page holds: the lines between have to be requested.
  expect(mergePages({ lines: [d, c], older: 'between' }, known)).toEqual({
    lines: [d, c],
    older: 'between',
  });
  expect(appendPage({ lines: [d, c], older: 'between' }, known)).toEqual({
    lines: [d, c, b, a],
    older: 'place',
  });
});

test('a hint disappears once it is resolved, and is shown once', () => {
  const hint = { now: 'correct-email', resolves: ['correct-email'] } satisfies Partial<Line>;
  const bounced = line('email-bounced', 1, hint);
  const corrected = line('email-corrected', 2, { resolves: ['correct-email'] });
  const again = line('email-bounced', 3, hint);
  expect(helpsNow([bounced], 0)).toBe('correct-email');
  expect(helpsNow([line('signed-out', 2), bounced], 1)).toBe('correct-email');
  expect(helpsNow([corrected, bounced], 1)).toBeUndefined();
  expect(helpsNow([again, corrected, bounced], 0)).toBe('correct-email');
  // Shown once: beside the newest line that asks for it.
  expect(helpsNow([again, bounced], 1)).toBeUndefined();
});

test('a line of an older page is resolved by a line of a newer one', () => {
  const bounced = line('email-bounced', 1, { now: 'correct-email', resolves: ['correct-email'] });
  const corrected = line('email-corrected', 2, { resolves: ['correct-email'] });
  const known = appendPage(
    { lines: [line('signed-out', 2)], older: 'place' },
    { lines: [bounced] },
  );
  expect(helpsNow(known.lines, 1)).toBe('correct-email');
  const merged = mergePages({ lines: [corrected, line('signed-out', 2)], older: 'place' }, known);
  expect(merged.lines).toHaveLength(3);
  expect(helpsNow(merged.lines, 2)).toBeUndefined();
});
