import { expect, test } from 'vitest';
import { screen, show } from '../../testing';
import { Notice } from '.';

test('a notice is read out when the reader is idle', () => {
  show(<Notice title="Your password is set">Sign in now.</Notice>);
  expect(screen.getByRole('status').textContent).toBe('Your password is setSign in now.');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an urgent notice is read out at once', () => {
  show(
    <Notice tone="bad" urgent>
      No connection.
    </Notice>,
  );
  expect(screen.getByRole('alert').textContent).toBe('No connection.');
});
