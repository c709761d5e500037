import { Frame } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useStaffFirm } from '../firm';

/** What stands around the pages that need no session. */
export function Door({ children }: { children: ComponentChildren }) {
  const firm = useStaffFirm();
  // Before it is painted: what stands there already would have to move.
  useLayoutEffect(() => {
    document.body.className = 'door';
    return () => {
      document.body.className = '';
    };
  }, []);
  return <Frame firm={firm}>{children}</Frame>;
}
