// How long the session lasts, as this page knows it. It ends an hour after it was last used, typing
// included, and twelve hours after it began; all tabs of the browser tell each other.

import { closedFirm, get, type Outcome, read, type Schemas, write } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';

export type Session = Schemas['SessionView'];

/** The person is warned this long before the end: at least two minutes. */
export const WARN_MS = 150_000;
/** The server notes use at most every five minutes; asking more often changes nothing. */
const TOUCH_MS = 5 * 60_000;
/** In this browser's storage: when the session ends, for the other tabs. */
const KEY = 'session-ends';

/** Asks who is signed in; being asked counts as use. */
export function askSession(): Promise<Outcome<Session>> {
  return get('/api/client/session');
}

export type Phase = 'live' | 'soon' | 'over';

/** What a page knows of its session. */
export interface SessionClock {
  phase: Phase;
  /** By this browser's clock. */
  endsAt: number;
  /** Staying is not possible any more: twelve hours are nearly over. */
  last: boolean;
  /** Stays signed in; tells whether that could be asked for. */
  stay: () => Promise<Outcome<Session>>;
  /** A new session has begun, in place. */
  renew: (outcome: Outcome<Session>) => void;
  /** The server says that it is over. */
  end: () => void;
}

/** Watches a session that was just asked for. */
export function useSessionClock(first: Outcome<Session>): SessionClock {
  const [ends, setEnds] = useState(() => endsOf(first));
  const [now, setNow] = useState(() => Date.now());
  const touchedAt = useRef(Date.now());

  const learn = (outcome: Outcome<Session>) => {
    touchedAt.current = Date.now();
    if (outcome.ok) {
      const learnt = endsOf(outcome);
      setEnds(learnt);
      setNow(Date.now());
      write('local', KEY, String(learnt.at));
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
    write('local', KEY, String(ends.at));
    const tick = setInterval(() => setNow(Date.now()), 1000);
    // Another tab was used, or signed out.
    const told = () => {
      const at = Number(read('local', KEY));
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
      write('local', KEY, '0');
    },
  };
}

function endsOf(outcome: Outcome<Session>): { at: number; latest: number } {
  if (!outcome.ok) return { at: 0, latest: 0 };
  const { ends_at: at, ends_at_latest: latest } = outcome.body;
  return { at: outcome.here(at), latest: outcome.here(latest) };
}
