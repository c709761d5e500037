import { expect, test } from 'vitest';
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
