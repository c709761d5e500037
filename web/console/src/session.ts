// Who is signed in, and when the session ends. Requests that meet its end wait here until the same
// person has signed in again.

import { get, type Outcome, type Problem, post, read, type Schemas, write } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { keepStaffFirm } from './firm';

export type Me = Schemas['StaffSessionView'];

/** A session ends after this long without use; the server records use every TOUCH_MS at most. */
const IDLE_MS = 60 * 60_000;
const TOUCH_MS = 5 * 60_000;

interface State {
  me: Me | undefined;
  /** In milliseconds of this browser's clock. */
  endsAt: number;
  /** The session has ended: the person has to sign in again before this page continues. */
  over: boolean;
}

/** The key that is stored while nobody is known to be signed in, which saves a request. */
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
  /** Whether it is known, without a request, that nobody is signed in. */
  get isNobodys(): boolean {
    return read('local', NOBODY) !== undefined;
  },

  get me(): Me | undefined {
    return state.me;
  },

  /** Reads who is signed in, which counts as use. */
  async read(): Promise<Outcome<Me>> {
    const outcome = await get('/api/staff/session');
    const nobody = !outcome.ok && outcome.problem.kind === 'not-signed-in';
    if (outcome.ok || nobody) write('local', NOBODY, nobody ? 'yes' : undefined);
    if (outcome.ok) {
      latest = outcome.here(outcome.body.ends_at_latest);
      const same = state.me === undefined || state.me.id === outcome.body.id;
      // A colleague signed in in another tab: this page may show what they must not see.
      if (!same) location.reload();
      // The next sign-in does not ask for the firm again.
      keepStaffFirm(outcome.body.firm);
      change({ me: outcome.body, endsAt: outcome.here(outcome.body.ends_at), over: false });
      for (const go of waiting.splice(0)) go();
    } else if (nobody && state.me) {
      change({ over: true });
    }
    return outcome;
  },

  /** Records use after a reply, every five minutes as the server does. */
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

  /** Takes over settings that have changed. */
  changed(me: Partial<Me>): void {
    if (state.me) change({ me: { ...state.me, ...me } });
  },
};

/** Returns the session, and renders again when it changes. */
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

/** Returns who is signed in; only for components that are shown to a signed-in person. */
export function useMe(): Me {
  const { me } = useSession();
  const known = me ?? session.me;
  if (!known) throw new Error('nobody is signed in');
  return known;
}

/** Ends this session, or every session of the person, and goes to a page that says so. */
export async function signOut(where: 'here' | 'everywhere' = 'here'): Promise<Problem | undefined> {
  const path = where === 'here' ? '/api/staff/sign-out' : '/api/staff/sign-out-everywhere';
  const outcome = await post(path, undefined);
  // A person whose session has ended is signed out already.
  if (!outcome.ok && outcome.problem.kind !== 'not-signed-in') return outcome.problem;
  write('local', NOBODY, 'yes');
  location.assign('/console/signed-out');
  return undefined;
}
