// Empties a field for a secret when its page is left. Browsers keep a page that was left as it was, and
// Back would show it to the next person.

import { useEffect } from 'preact/hooks';

/** Empties the field of this name when the page is left. */
export function useSecret(name: string, onInput: (typed: string) => void): void {
  useEffect(() => {
    const forget = () => {
      // At once: the page may be kept before it is rendered again.
      (document.getElementById(name) as HTMLInputElement).value = '';
      onInput('');
    };
    addEventListener('pagehide', forget);
    return () => removeEventListener('pagehide', forget);
  });
}
