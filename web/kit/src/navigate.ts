// The address bar: which page of a site is shown. Every step has an address of its own, and Back works.

import { useEffect, useMemo, useState } from 'preact/hooks';

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of [...listeners]) listener();
}

/** Goes to another page of this site. `replace` where there is no way back to the present one. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', path);
  else history.replaceState(null, '', path);
  if (how === 'push') scrollTo(0, 0);
  tell();
}

/** The present path; renders anew when it changes. */
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

/** What stands behind the `?` of the present address; renders anew when it changes. */
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

/** Whether a click on a link is ours to follow: a plain one, in this tab. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
