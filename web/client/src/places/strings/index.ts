// The strings of the pages without a firm. The type check fails for a key that a language lacks.

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
