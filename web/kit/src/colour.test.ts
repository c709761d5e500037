import { expect, test } from 'vitest';
import { contrast, DARK_SURFACE, parseColour, shadesOf } from './colour';

const white = [255, 255, 255] as const;
const dark = parseColour(DARK_SURFACE) ?? white;

test('contrast is that of WCAG', () => {
  expect(contrast(white, [0, 0, 0])).toBeCloseTo(21, 5);
  expect(contrast([119, 119, 119], white)).toBeCloseTo(4.48, 2);
});

test('whatever colour is worn can be read on light and on dark', () => {
  const parts = [0, 51, 102, 153, 204, 255];
  let worn = 0;
  for (const red of parts) {
    for (const green of parts) {
      for (const blue of parts) {
        const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        const shades = shadesOf(hex);
        if (!shades) continue;
        worn += 1;
        expect(contrast(parseColour(shades.onLight) ?? white, white)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(parseColour(shades.onDark) ?? dark, dark)).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
  expect(worn).toBeGreaterThan(50);
});

test('a colour that white cannot be read on is not worn, nor what is none', () => {
  expect(shadesOf('#ffcc00')).toBeUndefined();
  expect(shadesOf('#777')).toBeUndefined();
  expect(shadesOf('red;} body{display:none')).toBeUndefined();
});
