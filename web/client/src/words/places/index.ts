// The words of the places without a firm: every key in every language, or the type check fails.

import { useSpeech, type Loaders, type SameKeys } from '@vestibule/kit';
import type { en } from './en';

export type PlacesWords = SameKeys<typeof en>;

export const placesWords: Loaders<PlacesWords> = {
  en: async () => {
    return (await import('./en')).en;
  },
  de: async () => {
    return (await import('./de')).de;
  },
};

export const usePlacesWords = () => useSpeech<PlacesWords>();
