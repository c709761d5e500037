// The strings of the console. The type check fails for a key that a language lacks. The kit's
// strings are requested in parallel with the console's, which import them.

import { type Loaders, useSpeech } from '@vestibule/kit';
import type { ConsoleStrings } from './types';

export type { ConsoleStrings };

export const consoleStrings: Loaders<ConsoleStrings> = {
  en: async () => {
    void import('@vestibule/kit/strings/en');
    return (await import('./en')).en;
  },
  de: async () => {
    void import('@vestibule/kit/strings/de');
    return (await import('./de')).de;
  },
};

export const useStrings = () => useSpeech<ConsoleStrings>();

/**
 * Returns the text for a code of the API's, or nothing for a code that is newer than this page. The
 * type check fails where a code that this page knows has no text.
 */
export function named<C extends string, M extends Readonly<Record<C, unknown>>>(
  texts: M,
  code: C | null | undefined,
): M[keyof M] | undefined {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is newer than the oldest browsers
  const known = code != null && Object.prototype.hasOwnProperty.call(texts, code);
  return known ? texts[code as keyof M & C] : undefined;
}
