// The progress of a rehearsal, from the events of its timeline.

import type { Schemas } from '@vestibule/kit';

type Event = Schemas['TimelineEvent']['event'];

export const STEPS = ['mailed', 'opened', 'pin', 'password', 'signedIn'] as const;
export type StepKey = (typeof STEPS)[number];

/**
 * The events that show a step was taken. A later step shows it too, as a link may work without a
 * PIN.
 */
const SHOWN_BY: Record<StepKey, readonly Event[]> = {
  mailed: ['email-sent', 'email-delivered'],
  opened: ['link-opened', 'mobile-verified', 'wrong-mobile-typed'],
  pin: ['pin-verified'],
  password: ['password-set'],
  signedIn: ['signed-in'],
};

export function steps(events: readonly Event[]): { key: StepKey; done: boolean; next: boolean }[] {
  let last = -1;
  STEPS.forEach((step, at) => {
    if (SHOWN_BY[step].some((event) => events.includes(event))) last = at;
  });
  return STEPS.map((key, at) => ({ key, done: at <= last, next: at === last + 1 }));
}
