// The words of signing in: every key in every language, or the type check fails.

import { useSpeech, type Loaders, type SameKeys } from '@vestibule/kit';
import type { en } from './en';

export type SignInWords = SameKeys<typeof en>;

export const signInWords: Loaders<SignInWords> = {
  en: async () => {
    return (await import('./en')).en;
  },
  de: async () => {
    return (await import('./de')).de;
  },
};

export const useWords = () => useSpeech<SignInWords>();
