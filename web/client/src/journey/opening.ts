// The first question to the API, asked as early as can be: where does this link lead?

import { type Outcome, post } from '@vestibule/kit';
import { type LinkMemory, linkMemory, takeLink } from './link';
import type { OpenedInvitation } from './steps';

/** A link, what is kept for it, and where it leads. */
export interface OpenedLink {
  link: string;
  memory: LinkMemory;
  outcome: Outcome<OpenedInvitation>;
}

/** Opens a link. It uses nothing up. */
export async function open(link: string): Promise<OpenedLink> {
  const memory = await linkMemory(link);
  return {
    link,
    memory,
    outcome: await post('/api/client/open-invitation', { link, secret: memory.secret }),
  };
}

const link = takeLink();

/** The link that this page was loaded with, if there is one. */
export const opening: Promise<OpenedLink | undefined> = link
  ? open(link)
  : Promise.resolve(undefined);
