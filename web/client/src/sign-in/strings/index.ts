// The strings of signing in. The type check fails for a key that a language lacks.

import { type Loaders, type SameKeys, useSpeech } from '@vestibule/kit';
import type { en as kit } from '@vestibule/kit/strings/en';
import type { en as own } from './en';

export type SignInStrings = SameKeys<typeof kit & typeof own>;

export const signInStrings: Loaders<SignInStrings> = {
  en: async () => {
    const [kit, own] = await Promise.all([import('@vestibule/kit/strings/en'), import('./en')]);
    return { ...kit.en, ...own.en };
  },
  de: async () => {
    const [kit, own] = await Promise.all([import('@vestibule/kit/strings/de'), import('./de')]);
    return { ...kit.de, ...own.de };
  },
};

export const useStrings = () => useSpeech<SignInStrings>();
