// The e-mailed link, and what this browser stores for it.
//
// The token is in the fragment, which browsers do not send. It is removed from the address bar
// immediately and stored for this tab only: a reload continues, and a later user of the browser
// finds nothing. The page's secret, which the right PIN is bound to, is stored for this browser
// under the token's digest: the link continues when it is opened again from the e-mail in another
// tab. Without the e-mail the secret is worthless, and it expires ten minutes after the PIN.

import { keys, read, write } from '@vestibule/kit';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A mail program or a colleague may have put something behind the link: it ends with its alphabet. */
const TOKEN = /^#([A-Za-z0-9_-]{1,512})/;

/** Returns the link's token, from the address bar or as stored for this tab. */
export function takeLink(): string | undefined {
  const token = TOKEN.exec(location.hash)?.[1];
  if (location.hash) history.replaceState(null, '', location.pathname);
  if (token && token !== read('session', 'link')) {
    for (const key of keys('session', '')) write('session', key, undefined);
    write('session', 'link', token);
  }
  return read('session', 'link');
}

/** What this browser stores for a link. */
export interface LinkMemory {
  /** 256 random bits, generated before the PIN is requested: 43 characters of base64url. */
  readonly secret: string;
  /** The client has read the first page and continued. */
  readonly begun: boolean;
  /** Stores that the client has continued. */
  begin: () => void;
  /** Deletes the secret: the password is set. */
  forget: () => void;
}

/** Reads what is stored for a link, or creates it. */
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
