// The actions for a client. The API says which are possible now; this page chooses which it shows
// where.

import type { Schemas } from '@vestibule/kit';
import { named } from '../strings';

type Client = Schemas['ClientView'];
export type Action = Schemas['Action'];

/** Returns the action that is most likely wanted next. */
export function foremost({ actions, help }: Client): Action | undefined {
  const wanted: readonly Action[] =
    help.state === 'blocked' ? ['new-pin'] : ['restore', 'invite', 'send-again'];
  return wanted.find((action) => actions.includes(action));
}

/** The action behind each hint of the timeline; those without one are done outside of this page. */
const HINTED: Record<Schemas['WhatNow'], Action | undefined> = {
  'correct-email': 'correct-email',
  'correct-mobile': 'change-mobile',
  'check-mobile': 'change-mobile',
  'check-staff-email': undefined,
  'send-again': 'send-again',
  'call-client': 'mark-helped',
  'read-pin-out': 'show-pin',
  'new-pin': 'new-pin',
  'extend-login': 'set-expiry',
  'raise-text-limit': 'show-pin',
  'allow-country': 'show-pin',
  'tell-ops': undefined,
};

/** Returns the action behind a hint of the timeline, if there is one. */
export const hintedAction = (now: Schemas['WhatNow']): Action | undefined => HINTED[now];

/** What helps a client who is stuck on each, the most likely first. */
const HELPS: Record<Schemas['Notice'], readonly Action[]> = {
  'pin-needed': ['show-pin', 'new-pin', 'send-again'],
  'new-pin-requested': ['show-pin', 'new-pin'],
  blocked: ['new-pin', 'cancel-invitation'],
  'password-waits': ['new-pin'],
  'wrong-mobile': ['change-mobile', 'show-pin', 'cancel-invitation'],
  stuck: ['show-pin', 'send-again', 'new-pin', 'change-mobile'],
  'email-bounced': ['correct-email', 'copy-link', 'trust-address', 'send-again'],
  'email-complained': ['correct-email', 'copy-link', 'trust-address'],
  'sms-failed': ['show-pin', 'change-mobile', 'send-again'],
  'login-expiring': ['set-expiry'],
  'first-sign-in': [],
};
const HELPS_WITH_THE_REST: readonly Action[] = [
  'show-pin',
  'send-again',
  'new-pin',
  'change-mobile',
  'correct-email',
];

/**
 * Returns the possible actions that help a client who is stuck on this, the most likely first.
 * `about` comes from an address too, so it may be any text.
 */
export function rescues({ actions }: Client, about: string | undefined): Action[] {
  const wanted = (about && named(HELPS, about)) || HELPS_WITH_THE_REST;
  return wanted.filter((action) => actions.includes(action));
}
