// The firm whose console this browser opened last: signing in asks for it once.

import { closedFirm, type Firm, type Problem, read, readFirm, write } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';

const KEY = 'staff-firm';
const listeners = new Set<(firm: Firm | undefined) => void>();

/** Returns the firm whose staff sign in here, as far as this browser knows. */
export function staffFirm(): Firm | undefined {
  try {
    const firm = JSON.parse(read('local', KEY) ?? 'null') as Partial<Firm> | null;
    return typeof firm?.slug === 'string' && typeof firm.id === 'string'
      ? (firm as Firm)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Stores the firm. It holds public data only. */
export function keepStaffFirm(firm: Firm | undefined): void {
  write('local', KEY, firm && JSON.stringify(firm));
  for (const listener of [...listeners]) listener(firm);
}

/** Returns the firm, and renders again when it changes. */
export function useStaffFirm(): Firm | undefined {
  const [firm, setFirm] = useState(staffFirm);
  useEffect(() => {
    listeners.add(setFirm);
    // It may have changed since the component was rendered.
    setFirm(staffFirm);
    return () => void listeners.delete(setFirm);
  }, []);
  return firm;
}

/** Looks a firm up by its slug, and stores it. */
export async function lookUpFirm(slug: string): Promise<Firm | Problem> {
  const outcome = await readFirm(slug);
  if (!outcome.ok) {
    // A closed firm is stored too: signing in says that it is closed, and whom to call.
    const closed = closedFirm(outcome.problem);
    if (closed) keepStaffFirm(closed);
    return outcome.problem;
  }
  keepStaffFirm(outcome.body);
  return outcome.body;
}

/** Splits an address that names the firm: `/console/f/{slug}`, then any address of the console. */
export function firmInPath(path: string): { slug: string; rest: string } | undefined {
  const found = /^\/console\/f\/([a-z0-9-]+)(\/.*)?$/i.exec(path);
  return found ? { slug: found[1] ?? '', rest: `/console${found[2] ?? ''}` } : undefined;
}
