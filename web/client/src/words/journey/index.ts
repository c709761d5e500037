// The words of the journey from the e-mailed link: every key in every language, or the type check fails.

import { type Loaders, type SameKeys, useSpeech } from '@vestibule/kit';
import type { en as kit } from '@vestibule/kit/words/en';
import type { en as signIn } from '../sign-in/en';
import type { en as own } from './en';

export type JourneyWords = SameKeys<typeof kit & typeof signIn & typeof own>;

export const journeyWords: Loaders<JourneyWords> = {
  en: async () => {
    const [kit, signIn, own] = await Promise.all([
      import('@vestibule/kit/words/en'),
      import('../sign-in/en'),
      import('./en'),
    ]);
    return { ...kit.en, ...signIn.en, ...own.en };
  },
  de: async () => {
    const [kit, signIn, own] = await Promise.all([
      import('@vestibule/kit/words/de'),
      import('../sign-in/de'),
      import('./de'),
    ]);
    return { ...kit.de, ...signIn.de, ...own.de };
  },
};

export const useJourneyWords = () => useSpeech<JourneyWords>();
