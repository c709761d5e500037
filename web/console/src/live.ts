// Refreshes a view automatically: every two seconds while somebody uses the page, more slowly when
// nothing happens or requests fail, and not at all while the page is hidden, offline or idle. An
// idle page does not keep the session alive.

import { useEffect, useRef } from 'preact/hooks';

export const PACE = {
  /** Between two refreshes, while something was done or happened within `fresh`. */
  quickMs: 2000,
  /** After that. */
  slowMs: 10_000,
  fresh: 5 * 60_000,
  /** Refreshing stops after this long without a key, a pointer or a touch. */
  alone: 15 * 60_000,
  /** The longest pause after failed refreshes. */
  mostMs: 60_000,
} as const;

/** Returns when to refresh next, in milliseconds from now; nothing while the page is idle. */
export function nextLook(of: {
  now: number;
  usedAt: number;
  happenedAt: number;
  failures: number;
  hidden: boolean;
  online: boolean;
}): number | undefined {
  if (of.hidden || !of.online || of.now - of.usedAt >= PACE.alone) return undefined;
  const quick = of.now - Math.max(of.usedAt, of.happenedAt) < PACE.fresh;
  const pace = quick ? PACE.quickMs : PACE.slowMs;
  return of.failures === 0 ? pace : Math.min(PACE.mostMs, pace * 2 ** of.failures);
}

/** What a refresh found. */
export type Look = 'same' | 'changed' | 'failed';

/** Refreshes while the component is shown, at least `least` milliseconds apart. */
export function useLive(look: () => Promise<Look>, least = 0): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [usedAt, happenedAt, failures, looking, gone] = [Date.now(), Date.now(), 0, false, false];
    const plan = () => {
      clearTimeout(timer);
      if (gone || looking) return;
      const wait = nextLook({
        now: Date.now(),
        usedAt,
        happenedAt,
        failures,
        hidden: document.hidden,
        online: navigator.onLine,
      });
      if (wait !== undefined) timer = setTimeout(() => void now(), Math.max(wait, least));
    };
    const now = async () => {
      if (looking || gone) return;
      looking = true;
      clearTimeout(timer);
      const found = await latest.current().catch((): Look => 'failed');
      looking = false;
      failures = found === 'failed' ? failures + 1 : 0;
      if (found === 'changed') happenedAt = Date.now();
      plan();
    };
    const used = () => {
      const wasAlone = Date.now() - usedAt >= PACE.alone;
      usedAt = Date.now();
      if (wasAlone) void now();
    };
    const seen = () => {
      if (document.hidden || !navigator.onLine) return;
      usedAt = Date.now();
      void now();
    };
    plan();
    for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
      addEventListener(event, used, { passive: true });
    }
    document.addEventListener('visibilitychange', seen);
    addEventListener('online', seen);
    return () => {
      gone = true;
      clearTimeout(timer);
      for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel'])
        removeEventListener(event, used);
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('online', seen);
    };
  }, []);
}
