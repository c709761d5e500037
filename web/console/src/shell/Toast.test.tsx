import { pass, screen, settle, show } from '@vestibule/kit/testing';
import { expect, test, vi } from 'vitest';
import { en } from '../strings/en';
import { notify, Toast } from './Toast';

test('a confirmation leaves after a while, and what can be undone stays', async () => {
  vi.useFakeTimers();
  show(<Toast />, en);
  notify('Nora Fielding has been added');
  await settle();
  pass(14_000);
  expect(screen.getByRole('status').textContent).toContain('Nora Fielding has been added');
  pass(2000);
  expect(screen.getByRole('status').textContent).toBe('');
  notify('Nora Fielding has been archived', () => {});
  await settle();
  pass(60_000);
  expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  vi.useRealTimers();
});
