import { beforeEach, expect, test } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { Link } from '.';

beforeEach(() => history.replaceState(null, '', '/i'));

/** Clicks, and returns whether the browser would have followed the link itself. */
function click(init: MouseEventInit = {}): boolean {
  return fireEvent.click(screen.getByRole('link', { name: 'Change the number' }), init);
}

test('a plain click goes to the address without loading it', () => {
  show(<Link href="/i/mobile">Change the number</Link>);
  expect(click()).toBe(false);
  expect(location.pathname).toBe('/i/mobile');
});

test('a click for a new tab is left to the browser', () => {
  show(<Link href="/i/mobile">Change the number</Link>);
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { button: 1 }]) {
    expect(click(how)).toBe(true);
  }
});

test('the link to what is shown says so', () => {
  show(
    <Link href="/console/clients" current>
      Clients
    </Link>,
  );
  expect(screen.getByRole('link', { current: 'page' })).toBeTruthy();
});
