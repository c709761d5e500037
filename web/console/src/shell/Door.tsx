import { Frame } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useStaffFirm } from '../firm';

/** The frame of the pages that need no session. */
export function Door({ children }: { children: ComponentChildren }) {
  const firm = useStaffFirm();
  // Before the first paint, so that nothing moves.
  useLayoutEffect(() => {
    document.body.className = 'door';
    return () => {
      document.body.className = '';
    };
  }, []);
  return <Frame firm={firm}>{children}</Frame>;
}
