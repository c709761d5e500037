// Shows what clients will see: the invitation in their mailbox, and the page that it opens. It
// follows the form. Colours are set through the CSSOM, as on the pages themselves.

import { type Language, shadesOf } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStrings } from '../../strings';
import { invitation } from './invitation';

export function Preview(props: {
  firm: { name: string; phone: string; logo: string | undefined; colour: string | undefined };
  language: Language;
  adviser: string;
}) {
  const { firm, language } = props;
  const { strings } = useStrings();
  const box = useRef<HTMLDivElement>(null);
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const shades = firm.colour ? shadesOf(firm.colour) : undefined;
    box.current?.style.setProperty('--preview-light', shades?.onLight ?? '#1d4f63');
    box.current?.style.setProperty('--preview-dark', shades?.onDark ?? '#7fb4c8');
  }, [firm.colour]);
  const mail = invitation(language, {
    firm: firm.name,
    adviser: props.adviser,
    client: strings.sampleClient,
    phone: firm.phone,
  });
  const brand = firm.logo ? (
    <img class="logo" src={firm.logo} alt={firm.name} height="40" />
  ) : (
    <p class="preview-firm">{firm.name}</p>
  );
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
      <div ref={box} class={dark ? 'preview dark' : 'preview'} lang={language}>
        <h2 lang={strings.tag}>{strings.previewMail}</h2>
        <div class="preview-mail">
          <p class="preview-subject">{mail.subject}</p>
          {brand}
          <div class="preview-sheet">
            <p class="preview-title">{mail.heading}</p>
            <p>{mail.greeting}</p>
            <p>{mail.lead}</p>
            <p class="preview-button">{mail.button}</p>
            <p>{mail.closing}</p>
          </div>
        </div>
        <h2 lang={strings.tag}>{strings.previewPage}</h2>
        <div class="preview-page">
          {brand}
          <div class="preview-sheet">
            <p class="preview-title">{mail.page.title}</p>
            <p>{mail.page.lead}</p>
            <p class="preview-button">{mail.page.button}</p>
          </div>
          {firm.phone && <p class="preview-foot">{mail.page.call}</p>}
        </div>
      </div>
    </aside>
  );
}
