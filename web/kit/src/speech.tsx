// Strings: every sentence that people read, in each language, by a key that the compiler checks.

import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from './language';
import type { en } from './strings/en';

/**
 * The type of a translation: every key of the English strings, each a text or a function that
 * returns one.
 */
export type SameKeys<W> = {
  [K in keyof W]: W[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : W[K] extends string
      ? string
      : SameKeys<W[K]>;
};

/** The strings that the kit itself needs. */
export type KitStrings = SameKeys<typeof en>;

/** The language in use, and its strings. */
export interface Speech<W extends KitStrings = KitStrings> {
  language: Language;
  strings: W;
  /** Switches to another language. */
  speak: (language: Language) => void;
}

// `boot` renders the provider around every component.
const Context = createContext({} as Speech);

/** Provides the language in use to every component below it. */
export function SpeechProvider(props: { speech: Speech; children: ComponentChildren }) {
  return <Context.Provider value={props.speech}>{props.children}</Context.Provider>;
}

/**
 * Returns the language in use; a site names the type of its own strings, which include the kit's.
 */
export function useSpeech<W extends KitStrings = KitStrings>(): Speech<W> {
  return useContext(Context) as Speech<W>;
}
