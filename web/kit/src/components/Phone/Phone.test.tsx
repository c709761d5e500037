import { expect, test } from 'vitest';
import { screen, show } from '../../testing';
import { Phone } from '.';

test('a number is called as a phone dials it and shown as people read it', () => {
  show(<Phone number="+44 (0)20 7946-0999" />);
  const link = screen.getByRole('link', { name: '+44 (0)20 7946-0999' });
  expect(link.getAttribute('href')).toBe('tel:+4402079460999');
});
