// Opens the link as soon as the script runs, before the page is rendered.

import { type Outcome, post } from '@vestibule/kit';
import { type LinkMemory, linkMemory, takeLink } from './link';
import type { OpenedInvitation } from './steps';

/** A link, what this browser stores for it, and where it leads. */
export interface OpenedLink {
  link: string;
  memory: LinkMemory;
  outcome: Outcome<OpenedInvitation>;
}

/** Asks the API where a link leads. The link stays valid. */
export async function open(link: string): Promise<OpenedLink> {
  const memory = await linkMemory(link);
  return {
    link,
    memory,
    outcome: await post('/api/client/open-invitation', { link, secret: memory.secret }),
  };
}

const link = takeLink();

/** The link that this page was loaded with, if any. */
export const opening: Promise<OpenedLink | undefined> = link
  ? open(link)
  : Promise.resolve(undefined);
