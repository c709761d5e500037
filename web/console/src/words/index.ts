// The words of the console: every key in every language, or the type check fails. What a language's
// file imports is asked for beside it, not after it.

import { type Loaders, type SameKeys, useSpeech } from '@vestibule/kit';
import type { en } from './en';

export type ConsoleWords = SameKeys<typeof en>;

export const consoleWords: Loaders<ConsoleWords> = {
  en: async () => {
    void import('@vestibule/kit/words/en');
    return (await import('./en')).en;
  },
  de: async () => {
    void import('@vestibule/kit/words/de');
    return (await import('./de')).de;
  },
};

export const useWords = () => useSpeech<ConsoleWords>();

/** The words for a code of the API's; nothing for one that is newer than this page. */
export function named<T>(
  texts: Readonly<Record<string, T>>,
  code: string | null | undefined,
): T | undefined {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is newer than the oldest browsers
  const known = code != null && Object.prototype.hasOwnProperty.call(texts, code);
  return known ? texts[code] : undefined;
}
