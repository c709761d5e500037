import { Frame, type Firm } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { onFirmKnown, staffFirm } from '../firm';

/** What stands around the pages that need no session. */
export function Door({ children }: { children: ComponentChildren }) {
  const [firm, setFirm] = useState<Firm | undefined>(staffFirm());
  useEffect(() => onFirmKnown(setFirm), []);
  // Before it is painted: what stands there already would have to move.
  useLayoutEffect(() => {
    document.body.className = 'door';
    return () => void (document.body.className = '');
  }, []);
  return <Frame firm={firm}>{children}</Frame>;
}
