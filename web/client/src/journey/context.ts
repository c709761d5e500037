// What every step of the journey is given.

import type { Firm, Problem } from '@vestibule/kit';
import type { OpenedInvitation, Step } from './steps';

/** What the person has done so far in this tab; survives a reload (Journey.tsx). */
export interface Progress {
  /** The text in the field for the mobile. */
  mobile: string;
  /** The number that a PIN was requested with, as it was typed. */
  askedWith?: string;
  /** A PIN was texted for a recovery. */
  texted?: boolean;
  /** When another text may be requested, in milliseconds of this browser's clock. */
  againAt?: number;
  /** The text in the field for the e-mail. */
  email: string;
  /** Until when the password may be set, in milliseconds of this browser's clock. */
  passwordUntil?: number;
  /** The password was set in this tab. */
  done?: boolean;
  /** The PIN was requested from the adviser, and whether they were notified. */
  pinRequest?: { notified: boolean };
  /** The ten minutes for setting the password ended. */
  setUpOver?: boolean;
}

export interface StepProps {
  link: string;
  secret: string;
  opened: OpenedInvitation;
  firm: Firm;
  progress: Progress;
  /** Records what the person has done. */
  note: (done: Partial<Progress>) => void;
  /** Goes to a step; `replace` leaves no way back. */
  move: (step: Step, how?: 'push' | 'replace') => void;
  /** Opens the link again and goes where it leads; resolves with the problem, if there is one. */
  reopen: () => Promise<Problem | undefined>;
  /** Updates where the link leads from a reply, without another request. */
  learn: (change: Partial<OpenedInvitation>) => void;
  /** Converts a time of the link's reply into milliseconds of this browser's clock. */
  here: (moment: string) => number;
  /** Remembers that the first page was read. */
  begin: () => void;
  /** Deletes the page's secret, which is no longer needed. */
  forget: () => void;
}
