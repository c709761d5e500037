// A question before something is done: whom it concerns, what follows from it, and Cancel first.

import { Button, Dialog, type Problem, useAction } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useStrings } from '../strings';
import { Refusal } from './Refusal';

export function Confirm(props: {
  title: string;
  /** What follows from it; names whom it concerns. */
  children: ComponentChildren;
  /** The button that does it. */
  does: string;
  danger?: boolean;
  /** What has the focus first: Cancel, unless something is to be filled in. */
  focusOn?: string;
  /** Does it; a problem is shown, nothing closes the dialog. */
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
            {strings.cancel}
          </Button>
          <Button kind={props.danger ? 'danger' : 'primary'} busy={busy}>
            {props.does}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
