// Starts a page: chooses the language, loads its words, renders.

import { type ComponentType, render } from 'preact';
import { useState } from 'preact/hooks';
import { chooseLanguage, keepLanguage, type Language } from './language';
import { type KitWords, SpeechProvider } from './words';

/** How to get the words of each language; only the one that is spoken is loaded. */
export type Loaders<W extends KitWords> = Record<Language, () => Promise<W>>;

/** Renders `App` into `#app` as soon as its words are there. */
export async function boot<W extends KitWords>(
  App: ComponentType,
  loaders: Loaders<W>,
): Promise<void> {
  const language = chooseLanguage();
  const words = await loaders[language]();
  // Every page has it. What stands in it until now is for browsers that never come here.
  const root = document.getElementById('app') as HTMLElement;
  root.textContent = '';
  render(<Site App={App} loaders={loaders} first={{ language, words }} />, root);
}

function Site<W extends KitWords>(props: {
  App: ComponentType;
  loaders: Loaders<W>;
  first: { language: Language; words: W };
}) {
  const { App, loaders, first } = props;
  const [spoken, setSpoken] = useState(first);
  document.documentElement.lang = spoken.language;
  const speak = async (language: Language) => {
    const words = await loaders[language]();
    keepLanguage(language);
    setSpoken({ language, words });
  };
  return (
    <SpeechProvider speech={{ ...spoken, speak: (language) => void speak(language) }}>
      <App />
    </SpeechProvider>
  );
}
