import type { Schemas } from '@vestibule/kit';
import { expect, test } from 'vitest';
import { foremost, hintedAction, rescues } from './actions';
import { clientView } from './testing';

const INVITED: readonly Schemas['Action'][] = [
  'send-again',
  'show-pin',
  'new-pin',
  'copy-link',
  'change-mobile',
  'correct-email',
  'set-expiry',
  'hand-over',
  'edit',
  'print-letter',
  'cancel-invitation',
  'revoke',
];

const client = (actions: readonly Schemas['Action'][], state: Schemas['HelpState'] = 'none') =>
  clientView({ actions: [...actions], help: { state } });

test('the foremost action is a possible one', () => {
  expect(foremost(client(['invite', 'new-pin', 'archive']))).toBe('invite');
  expect(foremost(client(INVITED))).toBe('send-again');
  expect(foremost(client(INVITED, 'stuck'))).toBe('send-again');
  expect(foremost(client(INVITED, 'blocked'))).toBe('new-pin');
  expect(foremost(client(['change-mobile', 'restore']))).toBe('restore');
  expect(foremost(client(['new-pin', 'revoke']))).toBeUndefined();
});

test('every notice that asks for help offers a possible action', () => {
  for (const notice of [
    'pin-needed',
    'blocked',
    'wrong-mobile',
    'stuck',
    'email-bounced',
    'sms-failed',
    'login-expiring',
    'newer than this page',
  ]) {
    expect(rescues(client(INVITED), notice).length, notice).toBeGreaterThan(0);
  }
  expect(rescues(client(['show-pin', 'edit']), 'pin-needed')).toEqual(['show-pin']);
  expect(rescues(client(INVITED), 'first-sign-in')).toEqual([]);
});

test('a hint leads to the action that does what it asks', () => {
  expect(hintedAction('correct-email')).toBe('correct-email');
  expect(hintedAction('tell-ops')).toBeUndefined();
});
