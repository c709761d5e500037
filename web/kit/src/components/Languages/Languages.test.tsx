import { expect, test } from 'vitest';
import { fireEvent, screen, show, speak } from '../../testing';
import { Languages } from '.';

test('each language is named in itself, and the one in use is marked', () => {
  show(<Languages />);
  expect(screen.getByRole('group', { name: 'Language' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'English', pressed: true })).toBeTruthy();
  const german = screen.getByRole('button', { name: 'Deutsch', pressed: false });
  expect(german.lang).toBe('de');
});

test('a language is chosen', () => {
  show(<Languages />);
  fireEvent.click(screen.getByRole('button', { name: 'Deutsch' }));
  expect(speak).toHaveBeenCalledWith('de');
});
