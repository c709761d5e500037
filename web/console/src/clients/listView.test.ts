import { expect, test } from 'vitest';
import { addressOf, emptyView, FILTERS, SORTS, viewOf } from './listView';

const read = (address: string) => viewOf(new URL(address, 'http://x').searchParams);

test('every view is read from its own address', () => {
  for (const filter of FILTERS) {
    for (const sort of SORTS) {
      for (const mine of [true, false]) {
        const view = { search: 'O’Neill & "Sons" +44?#', filter, sort, mine, after: 'a_b-c' };
        expect(read(addressOf(view))).toEqual(view);
      }
    }
  }
});

test('the default view has the plain address', () => {
  expect(addressOf(emptyView)).toBe('/console/clients');
  expect(read('/console/clients')).toEqual(emptyView);
});

test('unknown values are ignored', () => {
  expect(read('/console/clients?filter=all&sort=size&adviser=you')).toEqual(emptyView);
});
