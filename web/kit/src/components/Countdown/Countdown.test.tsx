import { expect, test, vi } from 'vitest';
import { pass, screen, show } from '../../testing';
import { Countdown } from '.';

test('seconds count down, and what follows replaces them at the end', () => {
  vi.useFakeTimers({ now: 0 });
  show(
    <Countdown
      until={3000}
      before={(seconds) => <strong role="timer">{seconds}</strong>}
      after={<p role="status">You can try again now.</p>}
    />,
  );
  expect(screen.getByRole('timer').textContent).toBe('3');
  pass(1000);
  expect(screen.getByRole('timer').textContent).toBe('2');
  expect(screen.queryByRole('status')).toBeNull();
  pass(2000);
  expect(screen.queryByRole('timer')).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('You can try again now.');
});

test('a later end starts the countdown again', () => {
  vi.useFakeTimers({ now: 0 });
  const until = (end: number) =>
    show(<Countdown until={end} before={(seconds) => <i>{seconds}</i>} after="over" />);
  expect(until(0).textContent).toBe('over');
  expect(until(5000).textContent).toBe('5');
});
