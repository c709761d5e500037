import type { ComponentChildren } from 'preact';

interface Props {
  children: ComponentChildren;
  /** `primary` once a page: the way on. `quiet` looks like a link. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** Under way: stays focusable, says so, and does nothing. */
  busy?: boolean;
  /** In a form, without `onClick`, a button submits it. */
  onClick?: () => void;
  /** Stands in place of what is read out by default: the text. */
  label?: string;
  id?: string;
}

/** A button. It is never disabled: whoever presses it is told what is missing. */
export function Button({ children, kind = 'primary', busy = false, onClick, label, id }: Props) {
  return (
    <button
      id={id}
      type={onClick ? 'button' : 'submit'}
      class={`button ${kind}`}
      aria-disabled={busy}
      aria-label={label}
      onClick={
        onClick &&
        (() => {
          if (!busy) onClick();
        })
      }
    >
      {busy && <span class="spin" aria-hidden="true" />}
      {children}
    </button>
  );
}
