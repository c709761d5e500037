import type { ComponentChildren } from 'preact';
import type { Firm } from '../../brand';
import { useSpeech } from '../../speech';
import { Brand } from '../Brand';
import { Languages } from '../Languages';

/** The frame of every page: the firm above it, the firm's links and the languages below. */
export function Frame(props: {
  firm?: Firm | undefined;
  /** Shown in the other corner of the header: "Sign out". */
  corner?: ComponentChildren;
  /** Shown below the page, before the languages. */
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
