import { expect, test, vi } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { Dialog } from '.';

test('a dialog is modal, has its heading as name, and gives the heading the focus', () => {
  show(
    <Dialog title="Revoke the access of Nora?" onClose={() => {}}>
      <p>Her links end.</p>
    </Dialog>,
  );
  const dialog = screen.getByRole<HTMLDialogElement>('dialog', {
    name: 'Revoke the access of Nora?',
  });
  expect(dialog.open).toBe(true);
  expect(document.activeElement).toBe(screen.getByRole('heading'));
});

test('the focus starts where it is wanted and returns to where it was', () => {
  const before = document.body.appendChild(document.createElement('button'));
  before.focus();
  show(
    <Dialog title="Sure?" focusOn="cancel" onClose={() => {}}>
      <button type="button" id="cancel">
        Cancel
      </button>
    </Dialog>,
  );
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
  show(null);
  expect(document.activeElement).toBe(before);
  before.remove();
});

test('Escape asks the owner to close the dialog and leaves it open until then', () => {
  const onClose = vi.fn();
  show(
    <Dialog title="Sure?" onClose={onClose}>
      text
    </Dialog>,
  );
  const dialog = screen.getByRole<HTMLDialogElement>('dialog');
  const cancel = new Event('cancel', { cancelable: true });
  fireEvent(dialog, cancel);
  expect(onClose).toHaveBeenCalledOnce();
  expect(cancel.defaultPrevented).toBe(true);
});

test('a browser without showModal shows the dialog in the page', () => {
  const native = HTMLDialogElement.prototype.showModal;
  Object.assign(HTMLDialogElement.prototype, { showModal: undefined });
  show(
    <Dialog title="Sure?" onClose={() => {}}>
      text
    </Dialog>,
  );
  expect(screen.getByRole('dialog').hasAttribute('open')).toBe(true);
  Object.assign(HTMLDialogElement.prototype, { showModal: native });
});
