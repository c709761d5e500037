import { expect, test } from 'vitest';
import { screen, show } from '../../testing';
import { Spinner } from '.';

test('waiting is announced, without the picture of it', () => {
  show(<Spinner />);
  const status = screen.getByRole('status');
  expect(status.textContent).toBe('One moment…');
  expect(status.querySelector('.spin')?.getAttribute('aria-hidden')).toBe('true');
});
