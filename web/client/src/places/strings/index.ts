// The words of the places without a firm: every key in every language, or the type check fails.

import { type Loaders, type SameKeys, useSpeech } from '@vestibule/kit';
import type { en as kit } from '@vestibule/kit/strings/en';
import type { en as own } from './en';

export type PlacesStrings = SameKeys<typeof kit & typeof own>;

export const placesStrings: Loaders<PlacesStrings> = {
  en: async () => {
    const [kit, own] = await Promise.all([import('@vestibule/kit/strings/en'), import('./en')]);
    return { ...kit.en, ...own.en };
  },
  de: async () => {
    const [kit, own] = await Promise.all([import('@vestibule/kit/strings/de'), import('./de')]);
    return { ...kit.de, ...own.de };
  },
};

export const usePlacesStrings = () => useSpeech<PlacesStrings>();
