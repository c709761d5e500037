// Where a link leads: from what the API says of it to the page that is shown. Pure.

import type { Schemas } from '@vestibule/kit';

export type OpenedInvitation = Schemas['InvitationOpened'];

/** The pages of the journey, each with an address of its own. */
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
  sent: '/i/sent',
  ended: '/i/ended',
} as const;

export type Step = keyof typeof PATHS;

/** The step at an address, if it is one. */
export function stepAt(path: string): Step | undefined {
  return (Object.keys(PATHS) as Step[]).find((step) => PATHS[step] === path);
}

/** Where the link leads now, and which other pages may be gone to, back or sideways. */
export interface Place {
  at: Step;
  also: readonly Step[];
}

/** The place of a link for somebody who has (`begun`) or has not yet read its first page. */
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
      // A recovery that is done has no second PIN; the sign-in page mails another link.
      return purpose === 'invitation'
        ? { at: 'sign-in', also: ['recover', 'asked'] }
        : { at: 'sign-in', also: [] };
    case 'expired':
      return { at: 'expired', also: ['sent'] };
    case 'superseded':
      return { at: 'newer', also: ['sent'] };
    case 'ended':
      return { at: 'ended', also: [] };
    default:
      break;
  }
  // `mobile` or `pin`: on the way to a PIN.
  if (pin.blocked) return { at: 'locked', also: hasPassword ? ['recover'] : ['mobile'] };
  if (hasPassword) {
    return pin.live ? { at: 'pin', also: ['recover'] } : { at: 'recover', also: ['asked'] };
  }
  if (!pin.by_text) return first('pin');
  return next === 'mobile' || !pin.live ? first('mobile', 'pin') : first('pin', 'mobile');
}

/** Which page to show at this address. */
export function stepFor(place: Place, path: string): Step {
  const wanted = stepAt(path);
  return wanted && (wanted === place.at || place.also.includes(wanted)) ? wanted : place.at;
}

/** "Step 2 of 3" on the way to a password. */
export function numbered(
  step: 'mobile' | 'pin' | 'password',
  mobileAsked: boolean,
): { step: number; of: number } {
  const way = mobileAsked ? ['mobile', 'pin', 'password'] : ['pin', 'password'];
  return { step: way.indexOf(step) + 1, of: way.length };
}
