// The staff of the firm, read once and again after a change.

import type { Schemas } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get } from './api';

export type Colleague = Schemas['StaffView'];

let known: Colleague[] | undefined;
let reading: Promise<void> | undefined;

/** Drops what was read: the next caller reads it again. */
export function forgetColleagues(): void {
  known = undefined;
  reading = undefined;
}

/** Returns all staff, including those who have left; an empty list until they are loaded. */
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
