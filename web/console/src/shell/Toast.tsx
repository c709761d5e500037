// Announces what was done, at the foot of the page, for a while. What can be undone stays until it is
// dismissed or something else is done, and has a button for that.

import { useEffect, useState } from 'preact/hooks';
import { useStrings } from '../strings';

/** Milliseconds: long enough to read it twice, short enough not to contradict what happens next. */
const SHOWN_FOR = 15_000;

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
  useEffect(() => {
    if (!saying || undo) return;
    const timer = setTimeout(() => setSaying(undefined), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [saying]);
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
