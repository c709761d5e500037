import { expect, test } from 'vitest';
import { nextLook, PACE } from './live';

const there = { now: 1e9, usedAt: 1e9, happenedAt: 0, failures: 0, hidden: false, online: true };

test('while somebody uses a page, it is at most two seconds old', () => {
  expect(nextLook(there)).toBe(2000);
  expect(nextLook({ ...there, usedAt: 1e9 - PACE.fresh, happenedAt: 1e9 - 1 })).toBe(2000);
});

test('refreshes slow down when nothing happens, and when they fail', () => {
  expect(nextLook({ ...there, usedAt: 1e9 - PACE.fresh })).toBe(PACE.slowMs);
  expect(nextLook({ ...there, failures: 2 })).toBe(8000);
  expect(nextLook({ ...there, failures: 20 })).toBe(PACE.mostMs);
});

test('a hidden, offline or idle page does not refresh', () => {
  expect(nextLook({ ...there, hidden: true })).toBeUndefined();
  expect(nextLook({ ...there, online: false })).toBeUndefined();
  expect(nextLook({ ...there, usedAt: 1e9 - PACE.alone })).toBeUndefined();
});
