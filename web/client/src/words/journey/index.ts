// The words of the journey from the e-mailed link: every key in every language, or the type check fails. What a
// language's file imports is asked for beside it, not after it.

import { useSpeech, type Loaders, type SameKeys } from '@vestibule/kit';
import type { en } from './en';

export type JourneyWords = SameKeys<typeof en>;

export const journeyWords: Loaders<JourneyWords> = {
  en: async () => {
    void import('../sign-in/en');
    return (await import('./en')).en;
  },
  de: async () => {
    void import('../sign-in/de');
    return (await import('./de')).de;
  },
};

export const useJourneyWords = () => useSpeech<JourneyWords>();
