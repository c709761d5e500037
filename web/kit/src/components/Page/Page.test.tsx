import { expect, test } from 'vitest';
import { screen, show } from '../../testing';
import { Page } from '.';

// This test is the first, so that its first page is the first of the document.
test('only a later page of a document takes the focus', () => {
  show(<Page key="one" title="Welcome" above="Step 1 of 3" />);
  expect(document.activeElement).toBe(document.body);
  show(<Page key="two" title="Your PIN" />);
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Your PIN' }));
});

test('the tab names the page and whose it is, and an error first', () => {
  show(<Page title="Sign in" of="Marsh" />);
  expect(document.title).toBe('Sign in – Marsh');
  show(<Page title="Sign in" of="Marsh" errors={{ email: 'Enter your e-mail address' }} />);
  expect(document.title).toBe('Error: Sign in – Marsh');
});
