// The first question to the API, asked as early as can be: where does this link lead?

import { type Outcome, post } from '@vestibule/kit';
import { type Kept, keptFor, takeLink } from './link';
import type { Opened } from './steps';

/** A link, what is kept for it, and where it leads. */
export interface Found {
  link: string;
  kept: Kept;
  outcome: Outcome<Opened>;
}

/** Opens a link. It uses nothing up. */
export async function open(link: string): Promise<Found> {
  const kept = await keptFor(link);
  return {
    link,
    kept,
    outcome: await post('/api/client/open-invitation', { link, secret: kept.secret }),
  };
}

const link = takeLink();

/** The link that this page was loaded with, if there is one. */
export const opening: Promise<Found | undefined> = link ? open(link) : Promise.resolve(undefined);
