import { expect, test } from 'vitest';
import { steps } from './steps';

test('a step is done when it or a later one was taken, and the one after that is next', () => {
  const shown = (events: Parameters<typeof steps>[0]) =>
    steps(events)
      .map((step) => (step.done ? 'x' : step.next ? '>' : '.'))
      .join('');
  expect(shown([])).toBe('>....');
  expect(shown(['client-created', 'invited', 'email-sent'])).toBe('x>...');
  expect(shown(['email-sent', 'link-opened', 'pin-wrong'])).toBe('xx>..');
  expect(shown(['email-sent', 'link-opened', 'pin-verified', 'password-set'])).toBe('xxxx>');
  // The link alone, where the firm chose so.
  expect(shown(['email-sent', 'password-set', 'signed-in'])).toBe('xxxxx');
});
