// The record of a client, as its form holds it.

import { trimEnds } from '@vestibule/kit';

export interface Details {
  name: string;
  kind: 'person' | 'company';
  relation: 'client' | 'prospect';
  /** Each list may contain empty lines, which are not sent. */
  emails: string[];
  mobiles: string[];
  phones: string[];
  language: '' | 'en' | 'de';
}

export const noDetails: Details = {
  name: '',
  kind: 'person',
  relation: 'client',
  emails: [''],
  mobiles: [''],
  phones: [],
  language: '',
};

/** Returns the lines that were filled in. */
export const filled = (lines: readonly string[]): string[] => lines.map(trimEnds).filter(Boolean);
