// The invitation as clients receive it, with settings that are not saved yet. The server renders it
// with what it sends; it arrives as a document of its own in a frame.

import { Button, type Language } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStrings } from '../../strings';
import type { Draft } from './draft';

/** Milliseconds without typing after which the mail is rendered again. */
const SETTLED = 300;

export function MailPreview(props: { draft: Draft; logo: string | undefined; dark: boolean }) {
  const { strings } = useStrings();
  const frame = useRef<HTMLIFrameElement>(null);
  const [mail, setMail] = useState<{ subject: string; lang: string } | 'failed'>();
  const address = addressOf(props.draft, props.dark);
  const load = () => frame.current?.contentWindow?.location.replace(address);
  const first = useRef(true);
  useEffect(() => {
    const wait = first.current ? 0 : SETTLED;
    first.current = false;
    // Replaced rather than opened, so that Back does not lead through every draft.
    const timer = setTimeout(load, wait);
    return () => clearTimeout(timer);
  }, [address, props.logo]);
  const loaded = () => {
    const page = frame.current?.contentDocument;
    if (page?.URL === 'about:blank') return;
    if (!page?.title) {
      setMail('failed');
      return;
    }
    setMail({ subject: page.title, lang: page.documentElement.lang });
    frame.current?.style.setProperty('height', `${page.documentElement.scrollHeight}px`);
  };
  return (
    <div class="preview-mail">
      {mail === 'failed' ? (
        <div class="preview-failed">
          <p>{strings.previewFailed}</p>
          <Button kind="secondary" onClick={load}>
            {strings.reload}
          </Button>
        </div>
      ) : (
        <p class="preview-subject" lang={mail?.lang}>
          {mail?.subject}
        </p>
      )}
      <iframe ref={frame} title={strings.previewMail} hidden={mail === 'failed'} onLoad={loaded} />
    </div>
  );
}

/** The address of the mail for a draft. */
export function addressOf(draft: Draft, dark: boolean): string {
  const { name, phone, colour, language, portal_pin, welcome_proof } = draft;
  const scheme = dark ? 'dark' : 'light';
  const query = { name, phone, colour, language, portal_pin, welcome_proof, scheme };
  return `/api/staff/settings/invitation?${new URLSearchParams(query)}`;
}

/** The language of what clients see. */
export function languageOf(draft: Draft): Language {
  return draft.language === 'de' ? 'de' : 'en';
}
