import { expect, test } from 'vitest';
import { numbered, type OpenedInvitation, PATHS, placeOf, stepAt, stepFor } from './steps';

const firm = { id: '1', name: 'Marsh & Partners', slug: 'marsh', language: 'en' } as const;

function link(
  next: OpenedInvitation['next'],
  more: Partial<OpenedInvitation> = {},
  pin: Partial<OpenedInvitation['pin']> = {},
): OpenedInvitation {
  return {
    next,
    purpose: 'invitation',
    has_password: false,
    grant: { kind: 'portal' },
    adviser: 'Ada Marsh',
    firm,
    ...more,
    pin: { by_text: true, live: true, ...pin },
  };
}

const recovery = { purpose: 'recovery', has_password: true } as const;

test('a link first shows the welcome page, and continues once that was read', () => {
  expect(placeOf(link('mobile'), false)).toEqual({ at: 'welcome', also: ['mobile', 'pin'] });
  expect(placeOf(link('mobile'), true)).toEqual({ at: 'mobile', also: ['welcome', 'pin'] });
});

test('P6 P7 with a mobile on record, the mobile is asked for, then the PIN', () => {
  expect(placeOf(link('mobile'), true).at).toBe('mobile');
  expect(placeOf(link('pin'), true).at).toBe('pin');
  expect(placeOf(link('pin'), true).also).toContain('mobile');
});

test('P15 without a mobile on record, the PIN is asked for immediately, and never a mobile', () => {
  const place = placeOf(link('pin', {}, { by_text: false }), true);
  expect(place.at).toBe('pin');
  expect(place.also).not.toContain('mobile');
});

test('an expired PIN is requested again where it can be texted', () => {
  expect(placeOf(link('pin', {}, { live: false }), true).at).toBe('mobile');
  expect(placeOf(link('pin', {}, { live: false, by_text: false }), true).at).toBe('pin');
});

test('P12 P13 with a password, a link leads to sign-in, and has a way to a new password', () => {
  const place = placeOf(link('sign-in', { has_password: true }), false);
  expect(place).toEqual({ at: 'sign-in', also: ['recover', 'asked'] });
  expect(placeOf(link('pin', { has_password: true }), false).at).toBe('pin');
});

test('a recovery link asks before a PIN is generated, and leads to sign-in once it was used', () => {
  expect(placeOf(link('pin', recovery, { live: false }), false).at).toBe('recover');
  expect(placeOf(link('pin', recovery), false).at).toBe('pin');
  expect(placeOf(link('sign-in', recovery), false)).toEqual({ at: 'sign-in', also: [] });
});

test('X5 a blocked client sees the block on every page', () => {
  const blocked = { blocked: { ends: 'by-adviser' as const } };
  const place = placeOf(link('pin', {}, blocked), true);
  expect(stepFor(place, '/i/pin')).toBe('locked');
  expect(placeOf(link('pin', recovery, { ...blocked, live: false }), true).at).toBe('locked');
});

test('X17 links that no longer work lead to a next step', () => {
  expect(placeOf(link('expired'), true).at).toBe('expired');
  expect(placeOf(link('superseded'), true).at).toBe('newer');
  expect(placeOf(link('corrected'), true)).toEqual({ at: 'corrected', also: ['sent'] });
  expect(placeOf(link('ended'), true).at).toBe('ended');
});

test('an address that the link does not allow leads to where the link leads', () => {
  const place = placeOf(link('mobile'), true);
  expect(stepFor(place, '/i/pin')).toBe('pin');
  expect(stepFor(place, '/i/password')).toBe('mobile');
  expect(stepFor(place, '/i/nonsense')).toBe('mobile');
});

test('every step has its own address', () => {
  for (const [step, path] of Object.entries(PATHS)) expect(stepAt(path)).toBe(step);
  expect(new Set(Object.values(PATHS)).size).toBe(Object.keys(PATHS).length);
});

test('steps are counted with the mobile and without', () => {
  expect(numbered('mobile', true)).toEqual({ step: 1, of: 3 });
  expect(numbered('password', true)).toEqual({ step: 3, of: 3 });
  expect(numbered('pin', false)).toEqual({ step: 1, of: 2 });
});
