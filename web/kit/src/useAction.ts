// Doing something once: a second click or Enter while the first is under way does nothing.

import { useEffect, useRef, useState } from 'preact/hooks';

/** Runs `action` at most once at a time, and tells whether it is under way. */
export function useAction(action: () => Promise<void>): { busy: boolean; run: () => void } {
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );
  const run = () => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    void action().finally(() => {
      underWay.current = false;
      if (!gone.current) setBusy(false);
    });
  };
  return { busy, run };
}
