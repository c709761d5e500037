import type { ComponentChildren } from 'preact';
import { ErrorSummary, type FieldErrors } from '../ErrorSummary';

/** A form that leaves submitting to its owner, with the summary of what is wrong above it. */
export function Form(props: {
  onSubmit: () => void;
  /** A new object for each refusal: then the summary takes the focus. */
  errors: FieldErrors;
  children: ComponentChildren;
}) {
  return (
    <form
      // The browser's own bubbles vanish, are not read out everywhere and cannot be styled.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <ErrorSummary errors={props.errors} />
      {props.children}
    </form>
  );
}
