// When the session ends, as far as this page knows: an hour after it was last used, typing
// included, and at the latest twelve hours after it began. All tabs of the browser share what they
// know.

import { closedFirm, get, type Outcome, read, type Schemas, write } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';

export type Session = Schemas['SessionView'];

/** How long before the end the warning appears: at least two minutes. */
export const WARN_MS = 150_000;
/** The server records use every five minutes at most; more requests change nothing. */
const TOUCH_MS = 5 * 60_000;
/** The key in local storage that shares the end of the session, and whose it is, with other tabs. */
const KEY = 'session-ends';

interface Shared {
  /** In milliseconds of this browser's clock; 0: it has ended. */
  at: number;
  /** The client's id. */
  of: string;
}

function share({ at, of }: Shared): void {
  write('local', KEY, `${at} ${of}`);
}

function shared(): Shared {
  const [at, of = ''] = (read('local', KEY) ?? '').split(' ');
  return { at: Number(at), of };
}

/** Reads who is signed in, which counts as use. */
export function askSession(): Promise<Outcome<Session>> {
  return get('/api/client/session');
}

export type Phase = 'live' | 'soon' | 'over';

/** What a page knows about its session. */
export interface SessionClock {
  phase: Phase;
  /** In milliseconds of this browser's clock. */
  endsAt: number;
  /** The session cannot be extended: the twelve hours are nearly over. */
  last: boolean;
  /** Extends the session. */
  stay: () => Promise<Outcome<Session>>;
  /** Takes over a new session after the client has signed in again. */
  renew: (outcome: Outcome<Session>) => void;
  /** Records that the session has ended. */
  end: () => void;
}

/** Watches a session that was just read. */
export function useSessionClock(first: Outcome<Session>): SessionClock {
  const [ends, setEnds] = useState(() => endsOf(first));
  const [now, setNow] = useState(() => Date.now());
  const touchedAt = useRef(Date.now());
  const of = first.ok ? first.body.id : '';

  const learn = (outcome: Outcome<Session>) => {
    touchedAt.current = Date.now();
    if (outcome.ok && outcome.body.id !== of) {
      // Another person has signed in in this browser: this page shows what is not theirs.
      location.reload();
    } else if (outcome.ok) {
      const learnt = endsOf(outcome);
      setEnds(learnt);
      setNow(Date.now());
      share({ at: learnt.at, of });
    } else if (outcome.problem.status === 401 || closedFirm(outcome.problem)) {
      setEnds((before) => ({ ...before, at: 0 }));
    }
  };
  const stay = async () => {
    const outcome = await askSession();
    learn(outcome);
    return outcome;
  };

  useEffect(() => {
    share({ at: ends.at, of });
    const tick = setInterval(() => setNow(Date.now()), 1000);
    // Another tab was used, or the client signed out there, or somebody else signed in.
    const told = () => {
      const { at, of: whose } = shared();
      if (at && whose !== of) {
        location.reload();
        return;
      }
      setEnds((before) => (at === before.at ? before : { ...before, at }));
      setNow(Date.now());
    };
    const typed = () => {
      if (Date.now() - touchedAt.current < TOUCH_MS) return;
      touchedAt.current = Date.now();
      void stay();
    };
    addEventListener('storage', told);
    addEventListener('input', typed);
    return () => {
      clearInterval(tick);
      removeEventListener('storage', told);
      removeEventListener('input', typed);
    };
  }, []);

  return {
    phase: now >= ends.at ? 'over' : now >= ends.at - WARN_MS ? 'soon' : 'live',
    endsAt: ends.at,
    last: ends.latest - ends.at < 1000,
    stay,
    renew: learn,
    end: () => {
      setEnds((before) => ({ ...before, at: 0 }));
      share({ at: 0, of });
    },
  };
}

function endsOf(outcome: Outcome<Session>): { at: number; latest: number } {
  if (!outcome.ok) return { at: 0, latest: 0 };
  const { ends_at: at, ends_at_latest: latest } = outcome.body;
  return { at: outcome.here(at), latest: outcome.here(latest) };
}
