// What is on record of a client, as its form holds it.

export interface Details {
  name: string;
  kind: 'person' | 'company';
  relation: 'client' | 'prospect';
  /** Each list ends with an empty one, to be filled in. */
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

/** What was filled in, without the lines that stayed empty. */
export const filled = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter(Boolean);
