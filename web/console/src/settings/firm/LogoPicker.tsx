// Lets a firm admin choose the logo from a file. A picture of too many bytes or pixels, or of a kind
// that mail programs do not show, is drawn again in the browser as a PNG that fits.

import { Button, type Problem, type Schemas } from '@vestibule/kit';
import { useRef, useState } from 'preact/hooks';
import { post } from '../../api';
import { problemText } from '../../problems';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';

/** The largest logo that the server accepts, in bytes. */
const MOST = 32 * 1024;
/** The most pixels each way that the server accepts. */
const MOST_PIXELS = 1024;
/** Kinds that the server accepts, since every mail program shows them. */
const SHOWN_EVERYWHERE = ['image/png', 'image/jpeg'];
const KINDS = [...SHOWN_EVERYWHERE, 'image/webp'];
/** In pixels: twice the size at which it is shown, so that it is sharp on any screen. */
const HEIGHT = 112;
const WIDTH = 480;

export function LogoPicker(props: {
  logo: string | undefined;
  firm: string;
  admin: boolean;
  onSet: (settings: Schemas['SettingsView']) => void;
}) {
  const { strings } = useStrings();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string>();
  const set = async (image: string | null) => {
    const outcome = await post('/api/staff/settings/logo', { image });
    if (!outcome.ok) {
      setError(refusal(outcome.problem));
      return;
    }
    setError(undefined);
    props.onSet(outcome.body);
    notify(image ? strings.toastLogo : strings.toastNoLogo);
  };
  const refusal = (problem: Problem) => problemText(strings, problem) ?? strings.refusals.unreached;
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const picture = await fitting(file);
    if (!picture) setError(strings.errorLogoKind);
    else await set(await base64(picture));
    if (input.current) input.current.value = '';
  };
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for="logo">{strings.logo}</label>
      <div class="hint" id="logo-hint">
        {strings.logoHint}
      </div>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {props.logo && (
        <p class="logo-now">
          <img class="logo" src={props.logo} alt={props.firm} height="48" />
        </p>
      )}
      {props.admin && (
        <div class="buttons">
          <input
            id="logo"
            ref={input}
            type="file"
            accept={KINDS.join(',')}
            aria-describedby="logo-hint"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
          {props.logo && (
            <Button kind="quiet" onClick={() => void set(null)}>
              {strings.removeLogo}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Returns the picture, or a PNG of it that fits, if this browser can read it. */
async function fitting(file: File): Promise<Blob | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    const fits = file.size <= MOST && Math.max(width, height) <= MOST_PIXELS;
    if (fits && SHOWN_EVERYWHERE.includes(file.type)) return file;
    for (const scale of [1, 0.75, 0.5]) {
      const share = Math.min(1, (HEIGHT * scale) / picture.height, (WIDTH * scale) / picture.width);
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * share));
      canvas.height = Math.max(1, Math.round(picture.height * share));
      canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      if (blob && blob.size <= MOST) return blob;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
