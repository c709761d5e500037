import type { ComponentChildren } from 'preact';
import type { Firm } from '../brand';
import { LANGUAGE_NAMES, LANGUAGES } from '../language';
import { useSpeech } from '../words';

/** What stands around every page: the firm above it, languages and the firm's links below. */
export function Frame(props: {
  firm?: Firm | undefined;
  /** In the header's other corner: "Sign out". */
  corner?: ComponentChildren;
  /** Below the page, before the languages. */
  footer?: ComponentChildren;
  /** A wide column for work; a narrow one for a question. */
  wide?: boolean;
  children: ComponentChildren;
}) {
  const { firm, corner, footer, wide = false, children } = props;
  const { words } = useSpeech();
  return (
    <div class={wide ? 'frame wide' : 'frame'}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header>
        {firm && <Brand firm={firm} />}
        {corner && <div class="corner">{corner}</div>}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer>
        {footer}
        <Languages />
      </footer>
    </div>
  );
}

/** The firm's logo, or its name where it has none. */
export function Brand({ firm }: { firm: Firm }) {
  return firm.logo ? (
    <img class="logo" src={firm.logo} alt={firm.name} height="60" />
  ) : (
    <span class="firm-name">{firm.name}</span>
  );
}

/** Every language by its own name; the one that is spoken is marked. */
function Languages() {
  const { words, language, speak } = useSpeech();
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
