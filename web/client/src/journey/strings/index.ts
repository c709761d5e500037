// The strings of the journey from the e-mailed link. The type check fails for a key that a language
// lacks.

import { type Loaders, type SameKeys, useSpeech } from '@vestibule/kit';
import type { en as kit } from '@vestibule/kit/strings/en';
import type { en as signIn } from '../../sign-in/strings/en';
import type { en as own } from './en';

export type JourneyStrings = SameKeys<typeof kit & typeof signIn & typeof own>;

export const journeyStrings: Loaders<JourneyStrings> = {
  en: async () => {
    const [kit, signIn, own] = await Promise.all([
      import('@vestibule/kit/strings/en'),
      import('../../sign-in/strings/en'),
      import('./en'),
    ]);
    return { ...kit.en, ...signIn.en, ...own.en };
  },
  de: async () => {
    const [kit, signIn, own] = await Promise.all([
      import('@vestibule/kit/strings/de'),
      import('../../sign-in/strings/de'),
      import('./de'),
    ]);
    return { ...kit.de, ...signIn.de, ...own.de };
  },
};

export const useJourneyStrings = () => useSpeech<JourneyStrings>();
