import { expect, test } from 'vitest';
import { stripCode } from './CodeField';

test('spaces of every kind that keyboards and texts put in are stripped', () => {
  expect(stripCode(' 123 456 ')).toBe('123456');
  expect(stripCode('123\u00a0456\u200b')).toBe('123456');
  expect(stripCode('12\t34\n56')).toBe('123456');
});

test('out of a pasted message comes the code that it holds', () => {
  expect(stripCode('Harbour & Vale: PIN B: 012345. Never tell it.')).toBe('012345');
  expect(stripCode('PIN 012345. Type it on our page only.\n\n@vale.example #012345')).toBe(
    '012345',
  );
});

test('what is no code is left for the person to see', () => {
  expect(stripCode('12345')).toBe('12345');
  expect(stripCode('12-34-56')).toBe('12-34-56');
  expect(stripCode('PIN 123456 or 654321')).toBe('PIN123456or654321');
  expect(stripCode('call 07400123456')).toBe('call07400123456');
});
