// The words of the console: every key in every language, or the type check fails. What a language's
// file imports is asked for beside it, not after it.

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

/** The words for a code of the API's; nothing for one that is newer than this page. */
export function named<T>(
  texts: Readonly<Record<string, T>>,
  code: string | null | undefined,
): T | undefined {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is newer than the oldest browsers
  const known = code != null && Object.prototype.hasOwnProperty.call(texts, code);
  return known ? texts[code] : undefined;
}
