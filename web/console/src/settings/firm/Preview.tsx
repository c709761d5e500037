// Shows what clients will see: the invitation in their mailbox, and the page that it opens. It
// follows the form. Colours are set through the CSSOM, as on the pages themselves.

import { shadesOf } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStrings } from '../../strings';
import type { Draft } from './draft';
import { languageOf, MailPreview } from './MailPreview';
import { welcomePage } from './welcomePage';

export function Preview(props: {
  draft: Draft;
  logo: string | undefined;
  /** The draft's colour, where white can be read on it. */
  colour: string | undefined;
  adviser: string;
}) {
  const { draft, logo, colour } = props;
  const { strings } = useStrings();
  const box = useRef<HTMLDivElement>(null);
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const shades = colour ? shadesOf(colour) : undefined;
    box.current?.style.setProperty('--preview-light', shades?.onLight ?? '#1d4f63');
    box.current?.style.setProperty('--preview-dark', shades?.onDark ?? '#7fb4c8');
  }, [colour]);
  const language = languageOf(draft);
  const page = welcomePage(language, {
    firm: draft.name,
    adviser: props.adviser,
    phone: draft.phone,
  });
  return (
    <aside class="previews" aria-label={strings.preview}>
      <label class="option small">
        <input
          type="checkbox"
          checked={dark}
          onChange={(event) => setDark(event.currentTarget.checked)}
        />
        <span>{strings.previewDark}</span>
      </label>
      <div ref={box} class={dark ? 'preview dark' : 'preview'}>
        <h2>{strings.previewMail}</h2>
        <MailPreview draft={draft} logo={logo} dark={dark} />
        <h2>{strings.previewPage}</h2>
        <div class="preview-page" lang={language}>
          {logo ? (
            <img class="logo" src={logo} alt={draft.name} height="40" />
          ) : (
            <p class="preview-firm">{draft.name}</p>
          )}
          <div class="preview-sheet">
            <p class="preview-title">{page.title}</p>
            <p>{page.lead}</p>
            <p class="preview-button">{page.button}</p>
          </div>
          {draft.phone && <p class="preview-foot">{page.call}</p>}
        </div>
      </div>
    </aside>
  );
}
