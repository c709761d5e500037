// Starts a page: chooses the language, loads its strings, renders.

import { type ComponentType, render } from 'preact';
import { useState } from 'preact/hooks';
import { chooseLanguage, keepLanguage, type Language } from './language';
import { type KitStrings, SpeechProvider } from './speech';

/** Loads the strings of each language; only the language in use is loaded. */
export type Loaders<W extends KitStrings> = Record<Language, () => Promise<W>>;

/** Renders `App` into `#app` once its strings are loaded. */
export async function boot<W extends KitStrings>(
  App: ComponentType,
  loaders: Loaders<W>,
): Promise<void> {
  const language = chooseLanguage();
  const strings = await loaders[language]();
  // Every page has this element; its content until now is for browsers that cannot run this script.
  const root = document.getElementById('app') as HTMLElement;
  root.textContent = '';
  render(<Site App={App} loaders={loaders} first={{ language, strings }} />, root);
}

function Site<W extends KitStrings>(props: {
  App: ComponentType;
  loaders: Loaders<W>;
  first: { language: Language; strings: W };
}) {
  const { App, loaders, first } = props;
  const [spoken, setSpoken] = useState(first);
  document.documentElement.lang = spoken.language;
  const speak = async (language: Language) => {
    const strings = await loaders[language]();
    keepLanguage(language);
    setSpoken({ language, strings });
  };
  return (
    <SpeechProvider speech={{ ...spoken, speak: (language) => void speak(language) }}>
      <App />
    </SpeechProvider>
  );
}
