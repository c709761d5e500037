// The words of signing in: every key in every language, or the type check fails. What a
// language's file imports is asked for beside it, not after it.

import { useSpeech, type Loaders, type SameKeys } from '@vestibule/kit';
import type { en } from './en';

export type SignInWords = SameKeys<typeof en>;

export const signInWords: Loaders<SignInWords> = {
  en: async () => {
    void import('@vestibule/kit/words/en');
    return (await import('./en')).en;
  },
  de: async () => {
    void import('@vestibule/kit/words/de');
    return (await import('./de')).de;
  },
};

export const useWords = () => useSpeech<SignInWords>();
