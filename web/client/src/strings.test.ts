// The type check fails for a key that a language lacks; these tests check what it cannot see.

import { de as kitDe } from '@vestibule/kit/strings/de';
import { en as kitEn } from '@vestibule/kit/strings/en';
import { expect, test } from 'vitest';
import { de as journeyDe } from './journey/strings/de';
import { en as journeyEn } from './journey/strings/en';
import { de as placesDe } from './places/strings/de';
import { en as placesEn } from './places/strings/en';
import { de as portalDe } from './portal/strings/de';
import { en as portalEn } from './portal/strings/en';
import { de as signInDe } from './sign-in/strings/de';
import { en as signInEn } from './sign-in/strings/en';

const english = { ...kitEn, ...placesEn, ...signInEn, ...portalEn, ...journeyEn };
const german = { ...kitDe, ...placesDe, ...signInDe, ...portalDe, ...journeyDe };

const pages: Record<string, string> = import.meta.glob(
  ['./**/*.{ts,tsx}', '../../kit/src/**/*.{ts,tsx}', '!**/strings/**', '!**/*.test.*'],
  { query: '?raw', import: 'default', eager: true },
);

test('every string is used by a page', () => {
  const all = Object.values(pages).join('\n');
  const unused = Object.keys(english).filter(
    (key) => !new RegExp(`(?:strings|texts)\\.${key}\\b`).test(all),
  );
  expect(unused).toEqual([]);
});

test('the languages differ in every string that is longer than a name', () => {
  const same = Object.entries(english).filter(([key, said]) => {
    const other = german[key as keyof typeof german];
    return typeof said === 'string' && said.length > 12 && said === other;
  });
  expect(same).toEqual([]);
});

test('pages use the words of the product, and none that it avoids', () => {
  const said = Object.values(english)
    .map((one) => (typeof one === 'string' ? one : String(one)))
    .join('\n');
  expect(said).not.toMatch(
    /\bverify\b|\bengagement\b|\bauthenticat|\bsubmit\b|\bcredentials?\b|\bpasscode\b/i,
  );
  expect(journeyEn.textMe).toBe('Text me the PIN');
  expect(signInEn.continue).toBe('Continue');
  expect(journeyEn.tellStuck('Ada')).toBe('Tell Ada that I’m stuck');
});
