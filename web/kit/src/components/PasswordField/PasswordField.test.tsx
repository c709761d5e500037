import { expect, test } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { PasswordField } from '.';

const field = () => screen.getByLabelText<HTMLInputElement>('Password');

test('a password is hidden until it is shown, and can be hidden again', () => {
  show(<PasswordField name="password" label="Password" value="secret" onInput={() => {}} />);
  expect(field().type).toBe('password');
  fireEvent.click(screen.getByRole('button', { name: 'Show password' }));
  expect(field().type).toBe('text');
  const hide = screen.getByRole('button', { name: 'Hide password' });
  expect(hide.getAttribute('aria-controls')).toBe('password');
  fireEvent.click(hide);
  expect(field().type).toBe('password');
});

test('password managers fill in the present one', () => {
  show(<PasswordField name="password" label="Password" value="" onInput={() => {}} />);
  expect(field().autocomplete).toBe('current-password');
});

test('password managers make a new one that is long enough', () => {
  show(
    <PasswordField
      name="password"
      label="Password"
      value=""
      onInput={() => {}}
      choosing
      atLeast={15}
    />,
  );
  expect(field().autocomplete).toBe('new-password');
  expect(field().getAttribute('passwordrules')).toBe('minlength: 15; maxlength: 256;');
});

test('a password leaves with its page', () => {
  const typed: string[] = [];
  show(
    <PasswordField
      name="password"
      label="Password"
      value="secret"
      onInput={(text) => typed.push(text)}
    />,
  );
  fireEvent(window, new Event('pagehide'));
  expect(field().value).toBe('');
  expect(typed).toEqual(['']);
});
