import { LANGUAGE_NAMES, LANGUAGES } from '@vestibule/kit';
import { useWords } from '../words';

/** Every language by its own name; the one that is spoken is marked. */
export function Languages() {
  const { words, language, speak } = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div class="languages" role="group" aria-label={words.language}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => speak(one)}
        >
          {LANGUAGE_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
