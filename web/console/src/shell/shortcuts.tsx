// Shortcuts of one key. They do nothing while somebody types or a question is open, and whoever uses
// speech or has no use for them switches them off.

import { Button, Dialog, read, write } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStrings } from '../strings';

const KEY = 'shortcuts';

/** Whether shortcuts are on in this browser. */
export function shortcutsOn(): boolean {
  return read('local', KEY) !== 'off';
}

/** Whether a key that is pressed here belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Calls these while the component is shown, each by its key. */
export function useShortcuts(keys: Record<string, () => void>): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = now.current[event.key];
      const free = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
      if (!action || !free || isTyping(event.target)) return;
      if (!shortcutsOn() || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** What each key does, and the switch. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { strings } = useStrings();
  const [on, setOn] = useState(shortcutsOn());
  const all = [
    ['/', strings.shortcutSearch],
    ['n', strings.shortcutNew],
    ['↑ ↓', strings.shortcutRows],
    ['?', strings.shortcutHelp],
  ] as const;
  return (
    <Dialog title={strings.shortcuts} onClose={onClose}>
      <dl class="keylist">
        {all.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="option">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            write('local', KEY, event.currentTarget.checked ? undefined : 'off');
            setOn(event.currentTarget.checked);
          }}
        />
        <span>{strings.shortcutsOn}</span>
      </label>
      <Button kind="secondary" onClick={onClose}>
        {strings.close}
      </Button>
    </Dialog>
  );
}
