import type { Schemas } from '@vestibule/kit';
import { expect, test } from 'vitest';
import { canMend, foremost, possible, rescues } from './actions';

const client = (more: Partial<Schemas['ClientView']> = {}): Schemas['ClientView'] =>
  ({
    standing: 'not-invited',
    pin: { state: 'unsent' },
    help: { state: 'none' },
    given_up: [],
    links: [],
    ...more,
  }) as unknown as Schemas['ClientView'];

const later = new Date(Date.now() + 86_400_000).toISOString();
const link = {
  id: '1',
  purpose: 'invitation',
  pin: 'by-adviser',
  made_at: later,
  ends_at: later,
  opened: false,
} as const;

test('only possible actions are offered', () => {
  expect(possible(client())).toEqual(expect.arrayContaining(['invite', 'archive', 'showPin']));
  expect(possible(client())).not.toContain('revoke');
  const invited = client({ standing: 'invited', links: [link] });
  expect(possible(invited)).toEqual(
    expect.arrayContaining(['sendAgain', 'copyLink', 'cancelInvitation', 'revoke']),
  );
  expect(possible(invited)).not.toContain('invite');
  const active = client({ standing: 'active', pin: { state: 'none' } });
  expect(possible(active)).toEqual(expect.arrayContaining(['newPin', 'revoke', 'setExpiry']));
  expect(possible(active)).not.toContain('showPin');
  expect(possible(client({ archived_at: later }))).toContain('restore');
  expect(possible(client({ archived_at: later }))).not.toContain('invite');
});

test('the foremost action is possible', () => {
  for (const standing of ['not-invited', 'invited', 'active', 'revoked']) {
    for (const state of ['none', 'stuck', 'blocked']) {
      const one = client({ standing, help: { state } });
      const action = foremost(one);
      if (action) expect(possible(one)).toContain(action);
    }
  }
  expect(foremost(client({ standing: 'invited', help: { state: 'blocked' } }))).toBe('newPin');
});

test('every notice that asks for help offers an action', () => {
  const invited = client({ standing: 'invited', pin: { state: 'live' }, links: [link] });
  for (const notice of [
    'pin-needed',
    'blocked',
    'wrong-mobile',
    'stuck',
    'email-bounced',
    'sms-failed',
    'login-expiring',
  ]) {
    expect(rescues(invited, notice).length, notice).toBeGreaterThan(0);
  }
  expect(canMend('correct-email')).toBe('correctEmail');
});
