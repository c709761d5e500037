import { Button } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useStrings } from '../strings';

/** The buttons of the form; Enter presses the first one. */
export function FormButtons(props: {
  busy: boolean;
  does: string;
  onCancel: () => void;
  children?: ComponentChildren;
}) {
  const { strings } = useStrings();
  return (
    <p class="buttons">
      <Button busy={props.busy}>{props.does}</Button>
      {props.children}
      <Button kind="quiet" onClick={props.onCancel}>
        {strings.cancel}
      </Button>
    </p>
  );
}
