// The firm as its clients see it: name, logo and colour. Colours are custom properties set through
// the CSSOM, as the content security policy forbids inline styles.

import { get, type Outcome, type Schemas } from './api/call';
import { shadesOf } from './colour';
import { read, write } from './store';

export type Firm = Schemas['FirmView'];

const KEY = 'firm';

/**
 * Applies the firm's colour to the page, and remembers the firm for the next page of this browser.
 */
export function applyBranding(firm: Firm): void {
  paint(firm.colour);
  write('local', KEY, JSON.stringify(firm));
}

/** Applies a colour to the page; without one, or with an unreadable one, our own. */
export function paint(colour: string | null | undefined): void {
  const shades = colour ? shadesOf(colour) : undefined;
  const root = document.documentElement.style;
  if (shades) {
    root.setProperty('--brand-light', shades.onLight);
    root.setProperty('--brand-dark', shades.onDark);
  } else {
    root.removeProperty('--brand-light');
    root.removeProperty('--brand-dark');
  }
}

/** Returns the firm whose pages this browser showed last. It holds public data only. */
export function lastFirm(): Firm | undefined {
  try {
    const firm: unknown = JSON.parse(read('local', KEY) ?? 'null');
    const known = firm as Partial<Firm> | null;
    return known && typeof known.slug === 'string' && typeof known.name === 'string'
      ? (known as Firm)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a firm by its slug. */
export function readFirm(slug: string): Promise<Outcome<Firm>> {
  return get('/api/firms/{slug}', { path: { slug } });
}
