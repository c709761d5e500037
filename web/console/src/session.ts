// Whose session this is, and when it ends. Requests that meet its end wait here until the same person
// has signed in again.

import { get, type Outcome, type Problem, post, read, type Schemas, write } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { keepStaffFirm } from './firm';

export type Me = Schemas['StaffSessionView'];

/** Without use a session ends after this; use counts when the last that did is so long ago. */
const IDLE_MS = 60 * 60_000;
const TOUCH_MS = 5 * 60_000;

interface State {
  me: Me | undefined;
  /** By this browser's clock. */
  endsAt: number;
  /** Somebody has to sign in again before this page goes on. */
  over: boolean;
}

/** Kept where it is known that nobody is signed in: then a page need not ask to find out. */
const NOBODY = 'staff-nobody';

let state: State = { me: undefined, endsAt: 0, over: false };
let latest = 0;
const listeners = new Set<() => void>();
const waiting: (() => void)[] = [];

function change(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of [...listeners]) listener();
}

export const session = {
  /** Whether it is known, without asking, that nobody is signed in. */
  get isNobodys(): boolean {
    return read('local', NOBODY) !== undefined;
  },

  get me(): Me | undefined {
    return state.me;
  },

  /** Asks whose session it is. Asking is using it. */
  async read(): Promise<Outcome<Me>> {
    const outcome = await get('/api/staff/session');
    const nobody = !outcome.ok && outcome.problem.kind === 'not-signed-in';
    if (outcome.ok || nobody) write('local', NOBODY, nobody ? 'yes' : undefined);
    if (outcome.ok) {
      latest = outcome.here(outcome.body.ends_at_latest);
      const same = state.me === undefined || state.me.id === outcome.body.id;
      // A colleague signed in within another tab: this page shows what was not theirs to see.
      if (!same) location.reload();
      // Whoever signs out is asked for nothing but the password next time.
      keepStaffFirm(outcome.body.firm);
      change({ me: outcome.body, endsAt: outcome.here(outcome.body.ends_at), over: false });
      for (const go of waiting.splice(0)) go();
    } else if (nobody && state.me) {
      change({ over: true });
    }
    return outcome;
  },

  /** A request was answered: as the server does, its use is counted every five minutes. */
  used(): void {
    if (!state.me) return;
    const usedAt = state.endsAt - IDLE_MS;
    const now = Date.now();
    if (now - usedAt >= TOUCH_MS) change({ endsAt: Math.min(now + IDLE_MS, latest) });
  },

  /** Resolves once the same person has signed in again. */
  signedInAgain(): Promise<void> {
    change({ over: true });
    return new Promise((resolve) => waiting.push(resolve));
  },

  /** What the firm or the person chose has changed. */
  changed(me: Partial<Me>): void {
    if (state.me) change({ me: { ...state.me, ...me } });
  },
};

/** The session as it is now; renders anew when it changes. */
export function useSession(): State {
  const [seen, setSeen] = useState(state);
  useEffect(() => {
    const changed = () => setSeen(state);
    listeners.add(changed);
    changed();
    return () => void listeners.delete(changed);
  }, []);
  return seen;
}

/** Whoever is signed in: only below what has seen that somebody is. */
export function useMe(): Me {
  const { me } = useSession();
  const known = me ?? session.me;
  if (!known) throw new Error('nobody is signed in');
  return known;
}

/** Ends this session, or every session of the person; ends at a page that says so. */
export async function signOut(where: 'here' | 'everywhere' = 'here'): Promise<Problem | undefined> {
  const path = where === 'here' ? '/api/staff/sign-out' : '/api/staff/sign-out-everywhere';
  const outcome = await post(path, undefined);
  // Who is not signed in any more is signed out.
  if (!outcome.ok && outcome.problem.kind !== 'not-signed-in') return outcome.problem;
  write('local', NOBODY, 'yes');
  location.assign('/console/signed-out');
  return undefined;
}
