import './Dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * A modal question. Native where the browser has `<dialog>`; in older ones it is shown in the page and
 * takes the focus.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  /** The id of the element that gets the focus first; by default the heading. */
  focusOn?: string;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    if (dialog && typeof dialog.showModal === 'function') dialog.showModal();
    else dialog?.setAttribute('open', '');
    const first = props.focusOn ? document.getElementById(props.focusOn) : null;
    (first ?? heading.current)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        // Escape: the owner removes the dialog.
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2 id="dialog-title" ref={heading} tabIndex={-1}>
        {props.title}
      </h2>
      {props.children}
    </dialog>
  );
}
