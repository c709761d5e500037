import { expect, test, vi } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { Button } from '.';

test('a button without an action of its own submits the form around it', () => {
  const submitted = vi.fn((event: Event) => event.preventDefault());
  show(
    <form onSubmit={submitted}>
      <Button>Save</Button>
    </form>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(submitted).toHaveBeenCalledOnce();
});

test('a button with an action does it and submits nothing', () => {
  const submitted = vi.fn((event: Event) => event.preventDefault());
  const pressed = vi.fn();
  show(
    <form onSubmit={submitted}>
      <Button onClick={pressed}>Cancel</Button>
    </form>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(pressed).toHaveBeenCalledOnce();
  expect(submitted).not.toHaveBeenCalled();
});

test('a busy button says so, keeps the focus and does nothing', () => {
  const pressed = vi.fn();
  show(
    <Button busy onClick={pressed}>
      Save
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Save' });
  button.focus();
  fireEvent.click(button);
  expect(pressed).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(button);
});

test('a label replaces the text for screen readers', () => {
  show(<Button label="Show the PIN: PIN B">Show the PIN</Button>);
  expect(screen.getByRole('button', { name: 'Show the PIN: PIN B' })).toBeTruthy();
});
