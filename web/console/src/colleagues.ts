// Who works at the firm: read once, and again after it was changed.

import type { Schemas } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get } from './api';

export type Colleague = Schemas['StaffView'];

let known: Colleague[] | undefined;
let reading: Promise<void> | undefined;

/** Forgets who works here: the next to ask reads it anew. */
export function forgetColleagues(): void {
  known = undefined;
  reading = undefined;
}

/** Everybody, those who have left among them; nobody until it is known. */
export function useColleagues(): Colleague[] {
  const [all, setAll] = useState(known ?? []);
  useEffect(() => {
    reading ??= get('/api/staff/members').then((outcome) => {
      if (outcome.ok) known = outcome.body.members;
      else reading = undefined;
    });
    void reading.then(() => setAll(known ?? []));
  }, []);
  return all;
}
