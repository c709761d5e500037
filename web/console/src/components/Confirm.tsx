// A question before something is done: whom it concerns, what follows from it, and Cancel first.

import { Button, Dialog, Failure, Notice, type Problem, useAction } from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { problemText } from '../problems';
import { useStrings } from '../strings';

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
  const text = problem && problemText(strings, problem);
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
        {problem &&
          (text ? (
            <Notice tone="bad" urgent>
              <p>{text}</p>
            </Notice>
          ) : (
            <Failure problem={problem} />
          ))}
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
