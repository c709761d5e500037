// The words of signing in: every key in every language, or the type check fails.

import { type Loaders, type SameKeys, useSpeech } from '@vestibule/kit';
import type { en as kit } from '@vestibule/kit/words/en';
import type { en as own } from './en';

export type SignInWords = SameKeys<typeof kit & typeof own>;

export const signInWords: Loaders<SignInWords> = {
  en: async () => {
    const [kit, own] = await Promise.all([import('@vestibule/kit/words/en'), import('./en')]);
    return { ...kit.en, ...own.en };
  },
  de: async () => {
    const [kit, own] = await Promise.all([import('@vestibule/kit/words/de'), import('./de')]);
    return { ...kit.de, ...own.de };
  },
};

export const useWords = () => useSpeech<SignInWords>();
