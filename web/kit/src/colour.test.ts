import { expect, test } from 'vitest';
import { contrast, DARK_SURFACE, LIGHT_PAGE, parseColour, shadesOf } from './colour';
import tokens from './styles/tokens.css?raw';

const white = [255, 255, 255] as const;
const black = [0, 0, 0] as const;

test('contrast is calculated as in WCAG', () => {
  expect(contrast(white, [0, 0, 0])).toBeCloseTo(21, 5);
  expect(contrast([119, 119, 119], white)).toBeCloseTo(4.48, 2);
});

test('every colour that is accepted is readable on light and dark backgrounds', () => {
  const parts = [0, 51, 102, 153, 204, 255];
  let accepted = 0;
  for (const red of parts) {
    for (const green of parts) {
      for (const blue of parts) {
        const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        const shades = shadesOf(hex);
        if (!shades) continue;
        accepted += 1;
        const [onLight, onDark] = [parseColour(shades.onLight), parseColour(shades.onDark)];
        expect(contrast(onLight ?? white, LIGHT_PAGE)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onDark ?? black, DARK_SURFACE)).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
  expect(accepted).toBeGreaterThan(50);
});

test('a colour on which white is unreadable is rejected, and so is other text', () => {
  expect(shadesOf('#ffcc00')).toBeUndefined();
  expect(shadesOf('#777')).toBeUndefined();
  expect(shadesOf('red;} body{display:none')).toBeUndefined();
});

test('colours are checked against the backgrounds of the pages', () => {
  const [light = '', dark = ''] = tokens.split('@media');
  expect(parseColour(/--page: (#\w{6})/.exec(light)?.[1] ?? '')).toEqual([...LIGHT_PAGE]);
  expect(parseColour(/--surface: (#\w{6})/.exec(dark)?.[1] ?? '')).toEqual([...DARK_SURFACE]);
});

test('a readable colour is used unchanged', () => {
  expect(shadesOf('#5b2a86')?.onLight).toBe('#5b2a86');
});
