import { LANGUAGE_NAMES, LANGUAGES } from '../../language';
import { useSpeech } from '../../speech';

/** Offers every language by its own name and marks the one in use. */
export function Languages() {
  const { strings, language, speak } = useSpeech();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div class="languages" role="group" aria-label={strings.language}>
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
