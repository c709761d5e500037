// Words: every sentence that people read, in each language, by a key that the compiler checks.

import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from './language';
import type { en } from './strings/en';

/** The shape of a language: every key of the English words, each a text or a function to one. */
export type SameKeys<W> = {
  [K in keyof W]: W[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : W[K] extends string
      ? string
      : SameKeys<W[K]>;
};

/** The words that the kit itself needs. */
export type KitStrings = SameKeys<typeof en>;

/** What is spoken now. */
export interface Speech<W extends KitStrings = KitStrings> {
  language: Language;
  strings: W;
  /** Chooses another language. */
  speak: (language: Language) => void;
}

// Whatever uses it stands inside of the provider that `boot` renders.
const Context = createContext({} as Speech);

/** Gives everything below it words. */
export function SpeechProvider(props: { speech: Speech; children: ComponentChildren }) {
  return <Context.Provider value={props.speech}>{props.children}</Context.Provider>;
}

/** What is spoken now; a site names its own words, which hold those of the kit. */
export function useSpeech<W extends KitStrings = KitStrings>(): Speech<W> {
  return useContext(Context) as Speech<W>;
}
