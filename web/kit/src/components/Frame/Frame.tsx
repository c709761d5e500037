import type { ComponentChildren } from 'preact';
import type { Firm } from '../../brand';
import { useSpeech } from '../../speech';
import { Brand } from '../Brand';
import { Languages } from '../Languages';

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
  const { strings } = useSpeech();
  return (
    <div class={wide ? 'frame wide' : 'frame'}>
      <a class="skip" href="#content">
        {strings.skip}
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
