import { expect, test, vi } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { Form } from '.';

test('a form is submitted to its owner, not to the server', () => {
  const onSubmit = vi.fn();
  const form = show(
    <Form onSubmit={onSubmit} errors={{}}>
      <button type="submit">Continue</button>
    </Form>,
  ).querySelector('form');
  const submit = new Event('submit', { cancelable: true });
  if (form) fireEvent(form, submit);
  expect(onSubmit).toHaveBeenCalledOnce();
  expect(submit.defaultPrevented).toBe(true);
  expect(form?.noValidate, 'the browser’s own bubbles stay away').toBe(true);
});

test('errors are summed up above the fields', () => {
  show(
    <Form onSubmit={() => {}} errors={{ pin: 'Enter the PIN' }}>
      <input id="pin" />
    </Form>,
  );
  const summary = screen.getByRole('group', { name: 'Please check these fields' });
  expect(summary.nextElementSibling?.id).toBe('pin');
});
