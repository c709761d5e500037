// The e-mailed link, and what this browser keeps for it.
//
// The token stands in the fragment, which no browser sends. It is taken out of the address bar at
// once and kept for this tab alone, so that a reload goes on and whoever opens the browser later
// finds nothing. The page's secret, which the right PIN is bound to, is kept for this browser, under
// the token's digest: opened once more from the e-mail, in another tab, the link leads straight on;
// without the e-mail the secret is worth nothing, and ten minutes after the PIN it is over.

import { keys, read, write } from '@vestibule/kit';

const DAY_MS = 24 * 60 * 60 * 1000;
const TOKEN = /^[A-Za-z0-9_-]{1,512}$/;

/** The link's token: from the address bar, or kept from there in this tab. */
export function takeLink(): string | undefined {
  const token = location.hash.slice(1);
  if (token) {
    history.replaceState(null, '', location.pathname);
    if (token !== read('session', 'link')) {
      for (const key of keys('session', '')) write('session', key, undefined);
    }
    write('session', 'link', TOKEN.test(token) ? token : undefined);
  }
  return read('session', 'link');
}

/** What this browser keeps for a link. */
export interface LinkMemory {
  /** 256 random bits, made before the PIN is asked for: 43 characters of base64url. */
  readonly secret: string;
  /** The person has read the first page and went on. */
  readonly begun: boolean;
  /** Remembers that. */
  begin: () => void;
  /** The password is set: the secret has served. */
  forget: () => void;
}

/** Reads what is kept for this link, or makes it. */
export async function linkMemory(link: string): Promise<LinkMemory> {
  forgetOldLinks();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(link));
  const key = `page.${base64url(new Uint8Array(digest))}`;
  const [at, secret, begun] = (read('local', key) ?? '').split(' ');
  const memory =
    secret === undefined
      ? { at: String(Date.now()), secret: makeSecret(), begun: false }
      : { at: at ?? '0', secret, begun: begun === 'begun' };
  const keep = () =>
    write('local', key, [memory.at, memory.secret, memory.begun ? 'begun' : ''].join(' ').trim());
  keep();
  return {
    ...memory,
    begin: () => {
      memory.begun = true;
      keep();
    },
    forget: () => write('local', key, undefined),
  };
}

function forgetOldLinks(): void {
  for (const key of keys('local', 'page.')) {
    if (Date.now() - Number(read('local', key)?.split(' ')[0]) > DAY_MS)
      write('local', key, undefined);
  }
}

function makeSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
