// The actions for a client, and when each makes sense.

import type { Schemas } from '@vestibule/kit';

type Client = Schemas['ClientView'];

export const ACTIONS = [
  'invite',
  'sendAgain',
  'showPin',
  'newPin',
  'copyLink',
  'changeMobile',
  'correctEmail',
  'trustEmail',
  'setExpiry',
  'handOver',
  'edit',
  'letter',
  'helped',
  'cancelInvitation',
  'archive',
  'restore',
  'revoke',
] as const;
export type ActionName = (typeof ACTIONS)[number];

/** Returns the invitation whose link still works. */
export function openInvitation(client: Client, now = Date.now()): Schemas['LinkView'] | undefined {
  return client.links.find(
    (link) => link.purpose === 'invitation' && !link.ended && Date.parse(link.ends_at) > now,
  );
}

/** Returns the actions that are possible now, in the order in which they are shown. */
export function possible(client: Client): ActionName[] {
  const { standing, pin, help } = client;
  const invited = standing === 'invited';
  const archived = Boolean(client.archived_at);
  const ended = standing === 'not-invited' || standing === 'revoked';
  const has: Record<ActionName, boolean> = {
    invite: ended && !archived,
    sendAgain: invited,
    showPin: pin.state === 'live' || pin.state === 'unsent',
    newPin: !archived,
    copyLink: invited && openInvitation(client) !== undefined,
    changeMobile: true,
    correctEmail: !ended,
    trustEmail: client.given_up.length > 0,
    setExpiry: !ended,
    handOver: true,
    edit: true,
    letter: pin.state === 'live' || pin.state === 'unsent',
    helped: help.state === 'stuck',
    cancelInvitation: invited,
    archive: ended && !archived,
    restore: archived,
    revoke: invited || standing === 'active',
  };
  return ACTIONS.filter((action) => has[action]);
}

/** Returns the action that is most likely wanted next. */
export function foremost(client: Client): ActionName | undefined {
  if (client.archived_at) return 'restore';
  if (client.help.state === 'blocked') return 'newPin';
  switch (client.standing) {
    case 'not-invited':
    case 'revoked':
      return 'invite';
    case 'invited':
      return 'sendAgain';
    default:
      return undefined;
  }
}

/** Returns the action that resolves a hint of the timeline, if there is one. */
export function canMend(now: string): ActionName | undefined {
  const mends: Record<string, ActionName> = {
    'correct-email': 'correctEmail',
    'correct-mobile': 'changeMobile',
    'check-mobile': 'changeMobile',
    'send-again': 'sendAgain',
    'read-pin-out': 'showPin',
    'new-pin': 'newPin',
    'call-client': 'helped',
    'extend-login': 'setExpiry',
    'raise-text-limit': 'showPin',
    'allow-country': 'showPin',
  };
  return mends[now];
}

/** Returns the actions that help a client who is stuck for this reason, the most likely first. */
export function rescues(client: Client, notice: string | null | undefined): ActionName[] {
  const by: Record<string, ActionName[]> = {
    'pin-needed': ['showPin', 'newPin', 'sendAgain'],
    'new-pin-requested': ['showPin', 'newPin'],
    blocked: ['newPin', 'cancelInvitation'],
    'password-waits': ['newPin'],
    'wrong-mobile': ['changeMobile', 'showPin', 'cancelInvitation'],
    stuck: ['showPin', 'sendAgain', 'newPin', 'changeMobile'],
    'email-bounced': ['correctEmail', 'copyLink', 'trustEmail', 'sendAgain'],
    'email-complained': ['correctEmail', 'copyLink', 'trustEmail'],
    'sms-failed': ['showPin', 'changeMobile', 'sendAgain'],
    'login-expiring': ['setExpiry'],
    'first-sign-in': [],
  };
  const wanted = by[notice ?? ''] ?? [
    'showPin',
    'sendAgain',
    'newPin',
    'changeMobile',
    'correctEmail',
  ];
  const can = possible(client);
  return wanted.filter((action) => can.includes(action));
}
