// The words of the portal: every key in every language, or the type check fails. What a
// language's file imports is asked for beside it, not after it.

import { useSpeech, type Loaders, type SameKeys } from '@vestibule/kit';
import type { en } from './en';

export type PortalWords = SameKeys<typeof en>;

export const portalWords: Loaders<PortalWords> = {
  en: async () => {
    void import('../sign-in/en');
    return (await import('./en')).en;
  },
  de: async () => {
    void import('../sign-in/de');
    return (await import('./de')).de;
  },
};

export const usePortalWords = () => useSpeech<PortalWords>();
