import { expect, test } from 'vitest';
import { named } from '../strings';
import { de } from '../strings/de';
import { en } from '../strings/en';
import { appendPage, helpsNow, type Line, letterOf, mergePages, sentence } from './timeline';

const line = (event: string, at: number, now: string | null = null): Line =>
  ({
    at: new Date(at * 1000).toISOString(),
    actor: { kind: 'client' },
    cause: 'x',
    what: { event },
    now,
  }) as unknown as Line;
const names = new Map<string, string>();

/** The source of the domain's rules. */
const rules = import.meta.glob<string>('../../../../shared/domain/src/{timeline,messaging}/*.rs', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Returns the names of a Rust enum's variants in kebab case, as the API sends them. */
function variants(file: string, name: string): string[] {
  const source = rules[`../../../../shared/domain/src/${file}`] ?? '';
  const body = new RegExp(`pub enum ${name} \\{([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? '';
  return [...body.matchAll(/^ {4}([A-Z]\w+)/gm)].map(([, variant]) =>
    (variant ?? '').replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
  );
}

test('every event of the domain has a sentence in both languages', () => {
  const events = [
    ...variants('timeline/access.rs', 'AccessEvent'),
    ...variants('timeline/login.rs', 'LoginEvent'),
    ...variants('timeline/client.rs', 'ClientEvent'),
    ...variants('timeline/message.rs', 'MessageEvent'),
  ];
  expect(events.length).toBeGreaterThan(45);
  for (const strings of [en, de]) {
    for (const event of events) {
      const text = sentence(
        strings,
        {
          event,
          template: 'pin',
          reason: 'other',
          pin: 'by-adviser',
          notice: 'stuck',
          generation: 2,
          left: 2,
          days: 3,
          to: 'x',
          bounce: 'permanent',
        },
        names,
      );
      expect(text, event).not.toBe(event);
      expect(text, event).not.toMatch(/undefined|NaN/);
    }
  }
});

test('a message that a closed firm did not send says why', () => {
  for (const strings of [en, de]) {
    const needless = sentence(strings, { event: 'message-withheld', template: 'pin' }, names);
    const closed = sentence(
      strings,
      { event: 'message-withheld', template: 'pin', reason: 'firm-closed' },
      names,
    );
    expect(closed).not.toBe(needless);
    expect(closed).toMatch(/closed|geschlossen/);
  }
});

test('every hint, notice and reason of the domain has a text in both languages', () => {
  for (const strings of [en, de]) {
    for (const now of variants('timeline/what_now.rs', 'WhatNow'))
      expect(named(strings.whatNow, now), now).toBeTruthy();
    for (const notice of variants('messaging/message.rs', 'Notice'))
      expect(named(strings.notices, notice), notice).toBeTruthy();
    for (const reason of variants('messaging/report.rs', 'SmsFailure'))
      expect(named(strings.smsReasons, reason), reason).toBeTruthy();
    for (const travels of variants('messaging/message.rs', 'PinTravels'))
      expect(named(strings.travels, travels), travels).toBeTruthy();
  }
});

test('a newer page is merged with the known lines', () => {
  const [a, b, c, d] = [
    line('invited', 1),
    line('link-opened', 2),
    line('pin-wrong', 3),
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
  const bounced = line('email-bounced', 1, 'correct-email');
  const again = line('email-bounced', 3, 'correct-email');
  expect(helpsNow([bounced], 0)).toBe('correct-email');
  expect(helpsNow([line('email-corrected', 2), bounced], 1)).toBeUndefined();
  expect(helpsNow([again, line('email-corrected', 2), bounced], 0)).toBe('correct-email');
  expect(helpsNow([again, bounced], 1)).toBeUndefined();
  expect(helpsNow([line('revoked', 2), bounced], 1)).toBeUndefined();
});

test('PINs have the letters that texts use', () => {
  expect([1, 2, 3, 26, 27, 28, 702, 703].map(letterOf)).toEqual([
    '',
    'B',
    'C',
    'Z',
    'AA',
    'AB',
    'ZZ',
    'AAA',
  ]);
});
