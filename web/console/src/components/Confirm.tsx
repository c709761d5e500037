// A question before an action: it names the person and the consequences, and Cancel has the focus.

import { Button, Dialog, type Problem, useAction } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useStrings } from '../strings';
import { Refusal } from './Refusal';

export function Confirm(props: {
  title: string;
  /** The consequences; names the person. */
  children: ComponentChildren;
  /** The label of the button that runs the action. */
  does: string;
  danger?: boolean;
  /** The label of the button that changes nothing, where “Cancel” has two meanings. */
  keeps?: string;
  /** The id of the element that gets the focus first; by default Cancel. */
  focusOn?: string;
  /** Runs the action. A problem is shown; without one, the dialog closes. */
  onDo: () => Promise<Problem | undefined>;
  onClose: () => void;
}) {
  const { strings } = useStrings();
  const [problem, setProblem] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setProblem(undefined);
    const refused = await props.onDo();
    if (refused) setProblem(refused);
    else props.onClose();
  });
  return (
    <Dialog title={props.title} focusOn={props.focusOn ?? 'cancel'} onClose={props.onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        {props.children}
        {problem && <Refusal problem={problem} />}
        <p class="buttons">
          <Button id="cancel" kind="secondary" onClick={props.onClose}>
            {props.keeps ?? strings.cancel}
          </Button>
          <Button kind={props.danger ? 'danger' : 'primary'} busy={busy}>
            {props.does}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
