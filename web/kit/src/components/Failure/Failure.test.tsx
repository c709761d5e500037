import { expect, test, vi } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { Failure } from '.';
import { referenceOf } from './Failure';

const problem = { kind: '', fields: {}, more: {}, reference: 'JKJaXmPLvHcESHA=' };

test('a reference is shown for faults of ours, and for nothing else', () => {
  for (const status of [500, 503])
    expect(referenceOf({ ...problem, status })).toBe('JKJaXmPLvHcESHA=');
  for (const status of [0, 401, 404, 409, 429])
    expect(referenceOf({ ...problem, status })).toBeUndefined();
  const { reference: _, ...nameless } = problem;
  expect(referenceOf({ ...nameless, status: 503 })).toBeUndefined();
});

const alert = () => screen.getByRole('alert').textContent ?? '';

test('each kind of failure is announced with its own sentence', () => {
  const said = [
    { ...problem, status: 0, kind: 'offline' },
    { ...problem, status: 0, kind: 'timeout' },
    { ...problem, status: 429, kind: 'too-many-requests', retryAfterS: 40 },
    { ...problem, status: 503 },
    { ...problem, status: 500 },
  ].map((one) => {
    show(<Failure problem={one} />);
    return alert();
  });
  expect(new Set(said).size).toBe(said.length);
  expect(said[2]).toContain('40 seconds');
  expect(said[4]).toContain('JKJaXmPLvHcESHA=');
});

test('another try is offered where there is one', () => {
  const again = vi.fn();
  show(<Failure problem={{ ...problem, status: 503 }} again={again} />);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(again).toHaveBeenCalledOnce();
});

test('a closed firm is called, not tried again', () => {
  const firm = { id: '1', name: 'Marsh', slug: 'marsh', language: 'en', phone: '020 7946 0999' };
  const closed = { ...problem, kind: 'firm-closed', status: 403, more: { firm } };
  show(<Failure problem={closed} again={() => {}} />);
  expect(alert()).toContain('Marsh has closed');
  expect(screen.getByRole('link', { name: '020 7946 0999' })).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('what was typed is mentioned where something can be typed', () => {
  show(<Failure problem={{ ...problem, status: 503 }} />);
  expect(alert()).not.toContain('typed');
  show(
    <form>
      <input />
      <Failure problem={{ ...problem, status: 503 }} />
    </form>,
  );
  show(
    <form>
      <input />
      <Failure problem={{ ...problem, status: 0 }} />
    </form>,
  );
  expect(alert()).toContain('What you typed is still here.');
});
