import { beforeEach, expect, test, vi } from 'vitest';
import { linkMemory, takeLink } from './link';

/** Returns a storage like a browser's, whose own keys are the stored values. */
function storage(): Storage {
  const memory = Object.create({
    getItem: (key: string) => memory[key] ?? null,
    setItem: (key: string, value: string) => {
      memory[key] = value;
    },
    removeItem: (key: string) => {
      delete memory[key];
    },
  }) as Storage;
  return memory;
}

beforeEach(() => {
  vi.useRealTimers();
  vi.stubGlobal('localStorage', storage());
  vi.stubGlobal('sessionStorage', storage());
});

test('a link has the same secret in every tab of a browser, and another link has another', async () => {
  const first = await linkMemory('link-one');
  expect(first.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect((await linkMemory('link-one')).secret).toBe(first.secret);
  expect((await linkMemory('link-two')).secret).not.toBe(first.secret);
});

test('the browser remembers that the first page was read until the secret is deleted', async () => {
  const first = await linkMemory('link-one');
  first.begin();
  expect((await linkMemory('link-one')).begun).toBe(true);
  first.forget();
  const again = await linkMemory('link-one');
  expect([again.begun, again.secret === first.secret]).toEqual([false, false]);
});

test('a secret is deleted after a day, whichever link is opened then', async () => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] });
  const old = await linkMemory('link-one');
  vi.setSystemTime(23 * 3_600_000);
  expect((await linkMemory('link-one')).secret).toBe(old.secret);
  vi.setSystemTime(25 * 3_600_000);
  await linkMemory('link-two');
  expect(JSON.stringify(localStorage)).not.toContain(old.secret);
});

test('the link itself is stored for the tab only, and removed from the address', async () => {
  const address = { hash: '#secret-token', pathname: '/i' };
  const replaceState = vi.fn(() => {
    address.hash = '';
  });
  vi.stubGlobal('location', address);
  vi.stubGlobal('history', { replaceState });
  sessionStorage.setItem('vestibule.progress', '{"mobile":"of another link"}');
  expect(takeLink()).toBe('secret-token');
  expect(replaceState).toHaveBeenCalledWith(null, '', '/i');
  expect(JSON.stringify(sessionStorage), 'another link starts again').not.toContain('another');
  await linkMemory('secret-token');
  expect(JSON.stringify(localStorage)).not.toContain('secret-token');
  expect(takeLink(), 'after a reload').toBe('secret-token');
  address.hash = '#<script>';
  expect(takeLink(), 'other text is no link, and displaces none').toBe('secret-token');
  for (const behind of ['.', ')', '%20', '?utm_source=x', '&fbclid=1']) {
    address.hash = `#secret-token${behind}`;
    expect(takeLink(), behind).toBe('secret-token');
  }
});
