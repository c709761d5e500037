import { expect, test } from 'vitest';
import { nextLook, PACE } from './live';

const there = { now: 1e9, usedAt: 1e9, happenedAt: 0, failures: 0, hidden: false, online: true };

test('while somebody looks, a page is at most two seconds behind', () => {
  expect(nextLook(there)).toBe(2000);
  expect(nextLook({ ...there, usedAt: 1e9 - PACE.fresh, happenedAt: 1e9 - 1 })).toBe(2000);
});

test('it slows down when nothing happens, and when nothing answers', () => {
  expect(nextLook({ ...there, usedAt: 1e9 - PACE.fresh })).toBe(PACE.slowMs);
  expect(nextLook({ ...there, failures: 2 })).toBe(8000);
  expect(nextLook({ ...there, failures: 20 })).toBe(PACE.mostMs);
});

test('nothing is asked while the page is hidden, offline or left alone', () => {
  expect(nextLook({ ...there, hidden: true })).toBeUndefined();
  expect(nextLook({ ...there, online: false })).toBeUndefined();
  expect(nextLook({ ...there, usedAt: 1e9 - PACE.alone })).toBeUndefined();
});
