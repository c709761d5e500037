import { expect, test } from 'vitest';
import { screen, show } from '../../testing';
import { Frame } from '.';

const firm = { id: '1', name: 'Marsh & Partners', slug: 'marsh', language: 'en' } as const;

test('a page has one banner, one main and one footer', () => {
  show(
    <Frame firm={firm} corner={<button type="button">Sign out</button>} footer={<p>Call us</p>}>
      <h1>Welcome</h1>
    </Frame>,
  );
  expect(screen.getByRole('banner').textContent).toBe('Marsh & PartnersSign out');
  expect(screen.getByRole('main').textContent).toBe('Welcome');
  expect(screen.getByRole('contentinfo').textContent).toContain('Call us');
  expect(screen.getByRole('group', { name: 'Language' })).toBeTruthy();
});

test('the first link skips to the content, which can take the focus', () => {
  const root = show(<Frame>text</Frame>);
  const skip = screen.getByRole('link', { name: 'Skip to the content' });
  expect(root.querySelector('a, button')).toBe(skip);
  const main = screen.getByRole('main');
  expect(skip.getAttribute('href')).toBe(`#${main.id}`);
  expect(main.getAttribute('tabindex')).toBe('-1');
});
