import type { ComponentChildren } from 'preact';
import { ErrorSummary, type FieldErrors } from '../ErrorSummary';

/** A form whose owner submits it, with a summary of its errors. */
export function Form(props: {
  onSubmit: () => void;
  /** A new object for each refusal: the summary then takes the focus. */
  errors: FieldErrors;
  children: ComponentChildren;
}) {
  return (
    <form
      // The browser's own messages disappear, are not read out everywhere and cannot be styled.
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
