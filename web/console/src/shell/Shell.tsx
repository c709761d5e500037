// The frame of every view: the firm, the navigation, who is signed in, and the toast.

import { go, Languages, Link, usePath } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { useMe } from '../session';
import { useStrings } from '../strings';
import { Offline } from './Offline';
import { ShortcutList, useShortcuts } from './shortcuts';
import { Toast } from './Toast';

export function Shell({ children }: { children: ComponentChildren }) {
  const { strings } = useStrings();
  const me = useMe();
  const path = usePath();
  const [listed, setListed] = useState(false);
  useShortcuts({
    '/': () => {
      const search = document.getElementById('search');
      if (search instanceof HTMLInputElement) search.select();
      else go('/console/clients?find');
    },
    n: () => go('/console/clients/new'),
    '?': () => setListed(true),
  });
  // Before the first paint, so that nothing moves.
  useLayoutEffect(() => {
    document.body.className = 'console';
    return () => {
      document.body.className = '';
    };
  }, []);
  const parts = [
    ['/console/clients', strings.clients],
    ['/console/ready', strings.ready],
    ['/console/settings', strings.settings],
  ] as const;
  return (
    <>
      <a class="skip" href="#content">
        {strings.skip}
      </a>
      <header class="bar">
        <div class="bar-in">
          {me.firm.logo ? (
            <img class="bar-logo" src={me.firm.logo} alt={me.firm.name} height="28" />
          ) : (
            <span class="bar-firm">{me.firm.name}</span>
          )}
          <nav aria-label={strings.parts}>
            {parts.map(([href, name]) => (
              <Link key={href} href={href} current={path.startsWith(href)}>
                {name}
              </Link>
            ))}
          </nav>
          <div class="who">
            <button
              type="button"
              class="keys"
              aria-label={strings.shortcuts}
              onClick={() => setListed(true)}
            >
              <kbd>?</kbd>
            </button>
            <Link href="/console/settings/account">{me.name}</Link>
          </div>
        </div>
      </header>
      <Offline />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <Languages />
      </footer>
      <Toast />
      {listed && <ShortcutList onClose={() => setListed(false)} />}
    </>
  );
}
