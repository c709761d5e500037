import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { get, post } from './call';

const fetched = vi.fn<(path: string, request: RequestInit) => Promise<Response>>();

function answers(status: number, body: unknown, headers: Record<string, string> = {}): void {
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status, headers }));
}

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

afterEach(() => {
  vi.useRealTimers();
});

test('values in paths and queries are escaped, and absent ones are left out', async () => {
  answers(200, {});
  await get('/api/firms/{slug}', { path: { slug: '../a b?' } });
  answers(200, {});
  await get('/api/staff/clients', { query: { search: 'Nora & Tom' } });
  expect(fetched.mock.calls.map(([path]) => path)).toEqual([
    '/api/firms/..%2Fa%20b%3F',
    '/api/staff/clients?search=Nora+%26+Tom',
  ]);
});

test('a problem has its kind, the errors of fields, how long to wait and its other fields', async () => {
  const type = 'urn:vestibule:problem:pin-blocked';
  const errors = [
    { field: 'pin', code: 'first', message: '' },
    { field: 'pin', code: 'second', message: '' },
  ];
  const instance = 'urn:vestibule:request:JKJaXmPLvHcESHA=';
  answers(
    429,
    { type, title: '', status: 429, instance, errors, left: 3 },
    { 'retry-after': '60' },
  );
  const outcome = await post('/api/client/renew-link', { link: 'a' });
  expect(outcome.ok).toBe(false);
  expect(!outcome.ok && outcome.problem).toEqual({
    kind: 'pin-blocked',
    status: 429,
    fields: { pin: 'first' },
    reference: 'JKJaXmPLvHcESHA=',
    retryAfterS: 60,
    more: { left: 3 },
  });
});

test('a reply of the gateway without a type is a problem too', async () => {
  answers(503, { message: 'Service Unavailable' });
  const outcome = await post('/api/client/renew-link', { link: 'a' });
  expect(!outcome.ok && outcome.problem.kind).toBe('http-503');
});

test('no connection, or a reply that is cut off, counts as no reply', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const offline = await post('/api/client/renew-link', { link: 'a' });
  expect(!offline.ok && offline.problem.kind).toBe('offline');
  fetched.mockResolvedValueOnce(new Response('{"next": "ma'));
  const broken = await post('/api/client/renew-link', { link: 'a' });
  expect(!broken.ok && broken.problem.kind).toBe('offline');
});

test('nobody waits longer than twenty seconds', async () => {
  vi.useFakeTimers();
  fetched.mockImplementationOnce(
    (_, { signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error()))),
  );
  const waiting = post('/api/client/renew-link', { link: 'a' });
  await vi.advanceTimersByTimeAsync(20_000);
  const outcome = await waiting;
  expect(!outcome.ok && outcome.problem.kind).toBe('timeout');
});

test('times of the server are converted to this browser’s clock, even if it is wrong', async () => {
  vi.useFakeTimers({ now: Date.parse('2031-01-01T00:00:00Z'), toFake: ['Date'] });
  answers(200, {}, { date: 'Wed, 25 Nov 2026 12:00:00 GMT' });
  const { here } = await post('/api/client/renew-link', { link: 'a' });
  expect(here('2026-11-25T12:01:00Z') - Date.now()).toBe(60_000);
});
