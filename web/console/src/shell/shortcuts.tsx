// Single-key shortcuts. They do nothing while somebody types or a dialog is open, and people who
// use speech input, or do not want them, can switch them off.

import { Button, Dialog, read, write } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStrings } from '../strings';

const KEY = 'shortcuts';

/** Whether shortcuts are on in this browser. */
export function shortcutsOn(): boolean {
  return read('local', KEY) !== 'off';
}

/** Whether a key that is pressed here belongs to the element with the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Calls the function of a pressed key while the component is shown. */
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

/** Lists what each key does, with the switch for all of them. */
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
