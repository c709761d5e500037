// What was done, said once and read out: at the foot of the page, until it is put away or something
// else is done. What can be undone says so beside it.

import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words';

interface Saying {
  text: string;
  undo?: () => void;
}

let listener: ((saying: Saying | undefined) => void) | undefined;

/** Says what was done. */
export function say(text: string, undo?: () => void): void {
  listener?.(undo ? { text, undo } : { text });
}

export function Said() {
  const { words } = useWords();
  const [saying, setSaying] = useState<Saying>();
  useEffect(() => {
    listener = setSaying;
    return () => {
      listener = undefined;
    };
  }, []);
  const undo = saying?.undo;
  return (
    <div class={saying ? 'said shown' : 'said'} role="status">
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
              {words.undo}
            </button>
          )}
          <button
            type="button"
            class="small-button"
            aria-label={words.putAway}
            onClick={() => setSaying(undefined)}
          >
            ×
          </button>
        </>
      )}
    </div>
  );
}
