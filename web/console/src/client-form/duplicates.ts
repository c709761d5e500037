// Other clients with the same name, address or number, looked up while a form is filled in.

import { plainNumber, trimEnds } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api';
import type { Details } from './details';

/** Another client with the same name, address or number. */
export interface Duplicate {
  id: string;
  name: string;
}

/** The duplicates of each field that has some. */
export type Duplicates = Record<string, Duplicate[]>;

const PAUSE_MS = 350;

/** Returns what is worth looking up, by field. */
export function sought(
  details: Pick<Details, 'name' | 'emails' | 'mobiles' | 'phones'>,
): Record<string, string> {
  const found: Record<string, string> = {};
  const name = details.name.trim();
  if (name.length >= 3) found['name'] = name;
  details.emails.forEach((email, at) => {
    if (/@.+\../.test(email)) found[`emails[${at}]`] = trimEnds(email);
  });
  for (const kind of ['mobiles', 'phones'] as const) {
    details[kind].forEach((number, at) => {
      const digits = plainNumber(number).replace(/\D/g, '');
      // A search matches the end of a number, and the leading zero disappears behind a country's
      // code.
      if (digits.length >= 9) found[`${kind}[${at}]`] = digits.replace(/^0+/, '');
    });
  }
  return found;
}

/**
 * Looks duplicates up for each field that changed; `own`, the client being edited, is never one.
 */
export function useDuplicates(details: Details, own: string | undefined): Duplicates {
  const [duplicates, setDuplicates] = useState<Duplicates>({});
  const known = useRef(new Map<string, Duplicate[]>());
  const wanted = sought(details);
  const key = JSON.stringify(wanted);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      const found: Duplicates = {};
      for (const [field, search] of Object.entries(wanted)) {
        const remembered = known.current.get(field + search);
        const clients = remembered ?? (await others(field, search));
        if (gone) return;
        if (!clients) continue;
        known.current.set(field + search, clients);
        const strangers = clients.filter((client) => client.id !== own);
        if (strangers.length > 0) found[field] = strangers.slice(0, 3);
      }
      setDuplicates(found);
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key]);
  return duplicates;
}

async function others(field: string, search: string) {
  const outcome = await get('/api/staff/clients', { query: { search, page: 10 } });
  if (!outcome.ok) return undefined;
  const same = (name: string) =>
    name.localeCompare(search, undefined, { sensitivity: 'accent' }) === 0;
  return outcome.body.clients
    .filter((client) => field !== 'name' || same(client.name))
    .map(({ id, name }) => ({ id, name }));
}
