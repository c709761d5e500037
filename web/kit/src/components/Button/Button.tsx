import type { ComponentChildren } from 'preact';

interface Props {
  children: ComponentChildren;
  /** `primary` is used once a page, for the next step. `quiet` looks like a link. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /**
   * The action is under way: the button keeps the focus, is announced as disabled and does nothing.
   */
  busy?: boolean;
  /** Without it, the button submits the form around it. */
  onClick?: () => void;
  /** Replaces the text for screen readers. */
  label?: string;
  id?: string;
}

/** A button. It is never disabled for missing input: pressing it shows what is missing. */
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
