import { useState } from 'preact/hooks';
import { expect, test, vi } from 'vitest';
import type { Problem } from '../../api/call';
import { fireEvent, screen, settle, show, type } from '../../testing';
import { ForgotForm } from '.';

const texts = {
  forgotTitle: 'Choose a new password',
  forgotLead: 'We send you a link.',
  email: 'E-mail address',
  emailEmpty: 'Enter your e-mail address',
  emailRefused: 'Enter an e-mail address like name@example.com',
  sendLink: 'Send the link',
  backToSignIn: 'Back to sign-in',
};
const firm = { id: '1', name: 'Marsh', slug: 'marsh', language: 'en' } as const;
const refusal = { status: 422, fields: {}, more: {} };
const send = vi.fn<(email: string) => Promise<Problem | undefined>>();

function Example({ known = '' }) {
  const [email, setEmail] = useState(known);
  const given = { texts, firm, email, onEmail: setEmail, send };
  return <ForgotForm {...given} signInPath="/f/marsh" />;
}

const submit = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Send the link' }));
  await settle();
};

test('an empty address is asked for, not sent', async () => {
  show(<Example />);
  await submit();
  expect(send).not.toHaveBeenCalled();
  expect(screen.getByRole('textbox', { description: texts.emailEmpty })).toBeTruthy();
  expect(document.title).toBe('Error: Choose a new password – Marsh');
});

test('the link is sent to what was typed, without spaces around it', async () => {
  send.mockResolvedValueOnce(undefined);
  show(<Example known=" nora@mail.example " />);
  await submit();
  expect(send).toHaveBeenCalledWith('nora@mail.example');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an address that is refused is marked', async () => {
  send.mockResolvedValueOnce({ ...refusal, kind: 'fields-refused' });
  show(<Example />);
  type(screen.getByLabelText('E-mail address'), 'nora');
  await submit();
  expect(screen.getByRole('textbox', { description: texts.emailRefused })).toBeTruthy();
});

test('without a connection another try is offered, and nothing typed is lost', async () => {
  send.mockResolvedValueOnce({ ...refusal, status: 0, kind: 'offline' });
  show(<Example />);
  type(screen.getByLabelText('E-mail address'), 'nora@mail.example');
  await submit();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(send).toHaveBeenCalledTimes(2);
  expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('nora@mail.example');
});

test('there is a way back to signing in', () => {
  show(<Example />);
  const back = screen.getByRole('link', { name: 'Back to sign-in' });
  expect(back.getAttribute('href')).toBe('/f/marsh');
});
