// What every step of the journey is given.

import type { Firm, Problem } from '@vestibule/kit';
import type { OpenedInvitation, Step } from './steps';

/** What the person did so far in this tab; survives a reload where it must (journey.tsx). */
export interface Progress {
  /** What stands in the field for the mobile. */
  mobile: string;
  /** The number that a PIN was asked for with, as it was typed. */
  askedWith?: string;
  /** "Continue" was pressed on a recovery, and the PIN texted. */
  texted?: boolean;
  /** By this browser's clock: when a text may be asked for again. */
  againAt?: number;
  /** What stands in the field for the e-mail. */
  email: string;
  /** By this browser's clock: until when the password may be set. */
  passwordUntil?: number;
  /** The password was set in this tab. */
  done?: boolean;
  /** The adviser was asked for a PIN: what the page was told. */
  pinRequest?: { notified: boolean };
  /** The ten minutes after the PIN were over. */
  setUpOver?: boolean;
}

export interface StepProps {
  link: string;
  secret: string;
  opened: OpenedInvitation;
  firm: Firm;
  progress: Progress;
  /** Notes what was done. */
  note: (done: Partial<Progress>) => void;
  /** Goes to a step; `replace` where there is no way back. */
  move: (step: Step, how?: 'push' | 'replace') => void;
  /** Asks anew where the link leads, and goes there; tells what stands in the way, if anything does. */
  reopen: () => Promise<Problem | undefined>;
  /** The link leads there now: known from an answer, without asking again. */
  learn: (change: Partial<OpenedInvitation>) => void;
  /** By this browser's clock: a moment that the link's answer named. */
  here: (moment: string) => number;
  /** The first page was read. */
  begin: () => void;
  /** The page's secret has served. */
  forget: () => void;
}
