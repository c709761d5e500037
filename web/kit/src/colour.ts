// Makes the firm's colour readable on light and dark backgrounds. The server refuses colours on
// which white text is unreadable; the check here keeps pages from depending on that.

type Rgb = readonly [number, number, number];

/** The contrast ratio for text of any size (WCAG 2.2, success criterion 1.4.3). */
const READABLE = 4.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The backgrounds of `tokens.css`: `--page` in light mode, `--surface` in dark mode. */
export const LIGHT_PAGE: Rgb = [0xf5, 0xf3, 0xef];
export const DARK_SURFACE: Rgb = [0x1b, 0x22, 0x28];

/** Parses `#rrggbb`. */
export function parseColour(text: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!digits) return undefined;
  const part = (at: number) => parseInt(digits[at] ?? '', 16);
  return [part(1), part(2), part(3)];
}

function luminance(colour: Rgb): number {
  const light = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const [red, green, blue] = colour;
  return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
}

/** Returns the contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function write(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function mix(colour: Rgb, towards: Rgb, share: number): Rgb {
  const part = (at: 0 | 1 | 2) => colour[at] + (towards[at] - colour[at]) * share;
  return [part(0), part(1), part(2)];
}

/**
 * Mixes a colour towards another until it has this contrast with the background, and no further.
 */
function readable(colour: Rgb, ground: Rgb, towards: Rgb, ratio: number): string {
  let share = 0;
  while (share < 1 && contrast(mix(colour, towards, share), ground) < ratio) share += 0.02;
  return write(mix(colour, towards, Math.min(share, 1)));
}

/**
 * Returns the shades of a firm's colour that pages use, or nothing where white is unreadable on it.
 */
export function shadesOf(text: string): { onLight: string; onDark: string } | undefined {
  const colour = parseColour(text);
  if (!colour || contrast(colour, WHITE) < READABLE) return undefined;
  return {
    // Pages are not quite white: a colour with just enough contrast on white is made a little
    // darker.
    onLight: readable(colour, LIGHT_PAGE, BLACK, READABLE),
    // In dark mode it is used for text, and as the background of dark text.
    onDark: readable(colour, DARK_SURFACE, WHITE, READABLE + 1),
  };
}
