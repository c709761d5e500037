// Prevents double submits: a second click or Enter while the first is under way does nothing.

import { useEffect, useRef, useState } from 'preact/hooks';

/** Runs `action` at most once at a time, and reports whether it is under way. */
export function useAction<A extends unknown[]>(
  action: (...args: A) => Promise<void>,
): { busy: boolean; run: (...args: A) => void } {
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );
  const run = (...args: A) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    void action(...args).finally(() => {
      underWay.current = false;
      if (!gone.current) setBusy(false);
    });
  };
  return { busy, run };
}
