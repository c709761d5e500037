// Which firm's console this browser opened last: signing in asks for it once.

import { closedFirm, type Firm, type Problem, read, readFirm, write } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';

const KEY = 'staff-firm';
const listeners = new Set<(firm: Firm | undefined) => void>();

/** The firm whose staff sign in here, as far as this browser knows. */
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

/** Remembers the firm; nothing stands here that not everybody may see. */
export function keepStaffFirm(firm: Firm | undefined): void {
  write('local', KEY, firm && JSON.stringify(firm));
  for (const listener of [...listeners]) listener(firm);
}

/** The firm, also when it becomes known while a component is shown. */
export function useStaffFirm(): Firm | undefined {
  const [firm, setFirm] = useState(staffFirm);
  useEffect(() => {
    listeners.add(setFirm);
    // It may have become known since the component was drawn.
    setFirm(staffFirm);
    return () => void listeners.delete(setFirm);
  }, []);
  return firm;
}

/** Looks a firm up by its name in addresses, and remembers it. */
export async function lookUpFirm(slug: string): Promise<Firm | Problem> {
  const outcome = await readFirm(slug);
  if (!outcome.ok) {
    // A closed firm is known all the same: signing in says that it is closed, and whom to call.
    const closed = closedFirm(outcome.problem);
    if (closed) keepStaffFirm(closed);
    return outcome.problem;
  }
  keepStaffFirm(outcome.body);
  return outcome.body;
}

/** The way in that names the firm: `/console/f/{slug}`, and then any address of the console. */
export function firmInPath(path: string): { slug: string; rest: string } | undefined {
  const found = /^\/console\/f\/([a-z0-9-]+)(\/.*)?$/.exec(path);
  return found ? { slug: found[1] ?? '', rest: `/console${found[2] ?? ''}` } : undefined;
}
