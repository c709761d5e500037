import { expect, test } from 'vitest';
import { plainNumber, trimEnds } from './typed';

test('digits of every script become 0 to 9', () => {
  expect(plainNumber('٠٧٤٠٠ ١٢٣٤٥٩')).toBe('07400 123459');
  expect(plainNumber('۰۵۰۸۷۰')).toBe('050870');
  expect(plainNumber('＋４４ ７４００ １２３４５９')).toBe('+44 7400 123459');
  expect(plainNumber('०१२३४५६७८९')).toBe('0123456789');
  expect(plainNumber('𝟎𝟗𝟘𝟡𝟬𝟵')).toBe('090909');
  expect(plainNumber('07400/123-459 (²)')).toBe('07400/123-459 (²)');
});

test('characters that show nothing are dropped from numbers', () => {
  const marks = '\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2068\u2069\ufe0d\ufeff';
  for (const mark of marks) {
    expect(plainNumber(`${mark}+44${mark}7400 123451${mark}`)).toBe('+447400 123451');
  }
  expect(plainNumber('07400\u202e123451'), 'what turns a number around is kept').toContain(
    '\u202e',
  );
});

test('an address loses what cannot be seen at its ends, and nothing within', () => {
  for (const [before, after] of [
    ['\u200b', ''],
    ['\u202a', '\u202c'],
    ['\u2068', '\u2069'],
    [' \u3000\t', '\u00ad\u00a0\r\n'],
  ]) {
    expect(trimEnds(`${before}nora@mail.example${after}`)).toBe('nora@mail.example');
  }
  expect(trimEnds('no\u200bra@mail.example')).toBe('no\u200bra@mail.example');
  expect(trimEnds(' \u200b ')).toBe('');
});
