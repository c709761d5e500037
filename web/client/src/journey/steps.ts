// Decides which page a link leads to, from what the API returns for it. Pure.

import type { Schemas } from '@vestibule/kit';

export type OpenedInvitation = Schemas['InvitationOpened'];

/** The pages of the journey, each with its own address. */
export const PATHS = {
  welcome: '/i',
  mobile: '/i/mobile',
  pin: '/i/pin',
  password: '/i/password',
  'sign-in': '/i/sign-in',
  recover: '/i/recover',
  asked: '/i/asked',
  locked: '/i/locked',
  expired: '/i/expired',
  newer: '/i/newer',
  corrected: '/i/corrected',
  sent: '/i/sent',
  ended: '/i/ended',
} as const;

export type Step = keyof typeof PATHS;

/** Returns the step at an address, if there is one. */
export function stepAt(path: string): Step | undefined {
  return (Object.keys(PATHS) as Step[]).find((step) => PATHS[step] === path);
}

/** The page that the link leads to, and the other pages that the client may go to. */
export interface Place {
  at: Step;
  also: readonly Step[];
}

/** Returns where a link leads; `begun` once the client has read its first page. */
export function placeOf(opened: OpenedInvitation, begun: boolean): Place {
  const { next, purpose, has_password: hasPassword, pin } = opened;
  const welcome: readonly Step[] = hasPassword ? [] : ['welcome'];
  const first = (at: Step, ...also: Step[]): Place =>
    begun || hasPassword
      ? { at, also: [...welcome, ...also] }
      : { at: 'welcome', also: [at, ...also] };
  switch (next) {
    case 'password':
      return first('password');
    case 'sign-in':
      // A completed recovery has no second PIN; the sign-in page sends another link.
      return purpose === 'invitation'
        ? { at: 'sign-in', also: ['recover', 'asked'] }
        : { at: 'sign-in', also: [] };
    case 'expired':
      return { at: 'expired', also: ['sent'] };
    case 'superseded':
      return { at: 'newer', also: ['sent'] };
    case 'corrected':
      return { at: 'corrected', also: ['sent'] };
    case 'ended':
      return { at: 'ended', also: [] };
    case 'mobile':
    case 'pin':
      break;
  }
  // On the way to a PIN.
  if (pin.blocked) return { at: 'locked', also: hasPassword ? ['recover'] : ['mobile'] };
  if (hasPassword) {
    return pin.live ? { at: 'pin', also: ['recover'] } : { at: 'recover', also: ['asked'] };
  }
  if (!pin.by_text) return first('pin');
  return next === 'mobile' || !pin.live ? first('mobile', 'pin') : first('pin', 'mobile');
}

/** Returns the page to show at this address. */
export function stepFor(place: Place, path: string): Step {
  const wanted = stepAt(path);
  return wanted && (wanted === place.at || place.also.includes(wanted)) ? wanted : place.at;
}

/** Returns the numbers in "Step 2 of 3" on the way to a password. */
export function numbered(
  step: 'mobile' | 'pin' | 'password',
  mobileAsked: boolean,
): { step: number; of: number } {
  const way = mobileAsked ? ['mobile', 'pin', 'password'] : ['pin', 'password'];
  return { step: way.indexOf(step) + 1, of: way.length };
}
