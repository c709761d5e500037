// The PIN, shown on request and hidden again automatically. The timeline records each view.

import { Button, type Schemas, useSecondsLeft } from '@vestibule/kit';
import { useEffect } from 'preact/hooks';
import { named, useStrings } from '../strings';

export interface ShownPin {
  digits: string;
  letter: string;
  until: number;
}

/** How long the PIN is shown: long enough to read it out twice. */
export const SHOWN_MS = 60_000;

export function Pin(props: {
  client: Schemas['ClientView'];
  shown: ShownPin | undefined;
  busy: boolean;
  onShow: () => void;
  onHide: () => void;
}) {
  const { client, shown, onHide } = props;
  const { strings } = useStrings();
  const left = useSecondsLeft(shown?.until ?? 0);
  useEffect(() => {
    if (shown && left === 0) onHide();
  }, [left]);
  const { state } = client.pin;
  const works = state === 'live' || state === 'unsent';
  const letter = client.pin.letter ?? '';
  useEffect(() => {
    // It was used or replaced: nobody should read it out any more.
    if (shown && (!works || letter !== shown.letter)) onHide();
  }, [works, letter]);
  const called = strings.pinCalled(letter);
  if (shown) {
    return (
      <div class="pin shown-pin">
        <p class="digits" id="pin-digits" tabIndex={-1}>
          <span class="unseen">{strings.pinCalled(shown.letter)}: </span>
          {[shown.digits.slice(0, 3), shown.digits.slice(3)].map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        <p class="hint">{strings.pinNoted(left)}</p>
        <Button kind="secondary" onClick={onHide}>
          {strings.hidePin}
        </Button>
      </div>
    );
  }
  return (
    <div class="pin">
      <p>
        {called}: {named(strings.pinStates, state) ?? state}
      </p>
      {works && (
        <Button
          kind="secondary"
          busy={props.busy}
          onClick={props.onShow}
          label={`${strings.actions['show-pin']}: ${called}`}
        >
          {strings.actions['show-pin']}
        </Button>
      )}
    </div>
  );
}
