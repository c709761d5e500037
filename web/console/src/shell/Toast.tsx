// Announces what was done, at the foot of the page, until it is dismissed or something else is
// done. An action that can be undone has a button for that.

import { useEffect, useState } from 'preact/hooks';
import { useStrings } from '../strings';

interface ToastMessage {
  text: string;
  undo?: () => void;
}

let listener: ((saying: ToastMessage | undefined) => void) | undefined;

/** Shows a toast; with `undo`, it has a button that undoes the action. */
export function notify(text: string, undo?: () => void): void {
  listener?.(undo ? { text, undo } : { text });
}

export function Toast() {
  const { strings } = useStrings();
  const [saying, setSaying] = useState<ToastMessage>();
  useEffect(() => {
    listener = setSaying;
    return () => {
      listener = undefined;
    };
  }, []);
  const undo = saying?.undo;
  return (
    <div class={saying ? 'toast shown' : 'toast'} role="status">
      {saying && (
        <>
          <span>{saying.text}</span>
          {undo && (
            <button
              type="button"
              class="small-button"
              onClick={() => {
                setSaying(undefined);
                undo();
              }}
            >
              {strings.undo}
            </button>
          )}
          <button
            type="button"
            class="small-button"
            aria-label={strings.dismiss}
            onClick={() => setSaying(undefined)}
          >
            ×
          </button>
        </>
      )}
    </div>
  );
}
