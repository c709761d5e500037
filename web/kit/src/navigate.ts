// The address decides which page of a site is shown. Every step has its own address, so Back works.

import { useEffect, useMemo, useState } from 'preact/hooks';

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of [...listeners]) listener();
}

/** Goes to another page of this site. `replace` leaves no way back to the current one. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', path);
  else history.replaceState(null, '', path);
  if (how === 'push') scrollTo(0, 0);
  tell();
}

/** Returns the current path, and renders again when it changes. */
export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const changed = () => setPath(location.pathname);
    listeners.add(changed);
    addEventListener('popstate', changed);
    changed();
    return () => {
      listeners.delete(changed);
      removeEventListener('popstate', changed);
    };
  }, []);
  return path;
}

/** Returns the query of the current address, and renders again when it changes. */
export function useQuery(): URLSearchParams {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const changed = () => setSearch(location.search);
    listeners.add(changed);
    addEventListener('popstate', changed);
    changed();
    return () => {
      listeners.delete(changed);
      removeEventListener('popstate', changed);
    };
  }, []);
  return useMemo(() => new URLSearchParams(search), [search]);
}

/** Whether a click on a link opens it in this tab. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
