import { useState } from 'preact/hooks';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Problem } from '../../api/call';
import { fireEvent, screen, settle, show, type } from '../../testing';
import type { FieldErrors } from '../ErrorSummary';
import { SignInForm } from '.';

const texts = {
  email: 'E-mail address',
  password: 'Password',
  signIn: 'Sign in',
  emailEmpty: 'Enter your e-mail address',
  passwordEmpty: 'Enter your password',
  emailRefused: 'Enter an e-mail address like name@example.com',
  passwordRefused: 'This password is too long',
  signInRefused: 'The e-mail address or the password is wrong',
};
const refusal = { status: 422, fields: {}, more: {} };
const signIn = vi.fn<(email: string, password: string) => Promise<Problem | undefined>>();

function Example({ known = '', fixed = false }) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  return (
    <SignInForm
      texts={texts}
      email={email}
      {...(!fixed && { onEmail: setEmail })}
      password={password}
      onPassword={setPassword}
      errors={errors}
      onErrors={setErrors}
      signIn={signIn}
    />
  );
}

const email = () => screen.getByLabelText<HTMLInputElement>('E-mail address');
const password = () => screen.getByLabelText<HTMLInputElement>('Password');
const submit = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await settle();
};

beforeEach(() => signIn.mockReset());

test('both are asked for, and nothing is sent without them', async () => {
  show(<Example />);
  await submit();
  expect(signIn).not.toHaveBeenCalled();
  const errors = screen.getAllByRole('link').map((link) => link.textContent);
  expect(errors).toEqual([texts.emailEmpty, texts.passwordEmpty]);
  expect(screen.getByRole('textbox', { description: texts.emailEmpty })).toBe(email());
});

test('the password is sent as it was typed, the e-mail without spaces around it', async () => {
  signIn.mockResolvedValueOnce(undefined);
  show(<Example known=" nora@mail.example " />);
  type(password(), ' four words together ');
  await submit();
  expect(signIn).toHaveBeenCalledWith('nora@mail.example', ' four words together ');
});

test('a wrong pair empties the password and keeps the e-mail', async () => {
  signIn.mockResolvedValueOnce({ ...refusal, status: 401, kind: 'sign-in-refused' });
  show(<Example />);
  type(email(), 'nora@mail.example');
  type(password(), 'wrong');
  await submit();
  expect([email().value, password().value]).toEqual(['nora@mail.example', '']);
  expect(screen.getByRole('textbox', { description: texts.signInRefused })).toBe(email());
});

test('each field that is refused is marked', async () => {
  const fields = { email: 'malformed', password: 'too-long' };
  signIn.mockResolvedValueOnce({ ...refusal, kind: 'fields-refused', fields });
  show(<Example />);
  type(email(), 'nora');
  type(password(), 'x');
  await submit();
  expect([email(), password()].map((field) => field.getAttribute('aria-invalid'))).toEqual([
    'true',
    'true',
  ]);
  expect(screen.getByRole('link', { name: texts.passwordRefused })).toBeTruthy();
});

test('what is not the person’s fault offers another try', async () => {
  signIn.mockResolvedValueOnce({ ...refusal, status: 503, kind: 'http-503' });
  show(<Example />);
  type(email(), 'nora@mail.example');
  type(password(), 'four words together');
  await submit();
  expect(screen.getByRole('alert')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(signIn).toHaveBeenCalledTimes(2);
});

test('password managers know both fields, and a known e-mail cannot be changed', () => {
  show(<Example known="nora@mail.example" fixed />);
  expect(email().readOnly).toBe(true);
  expect(email().autocomplete).toBe('username');
  expect(password().autocomplete).toBe('current-password');
});
