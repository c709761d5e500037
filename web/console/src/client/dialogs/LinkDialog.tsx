import { Button, Dialog, Field, Spinner } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { useStrings } from '../../strings';
import { readLink } from '../clientActions';
import type { DialogProps } from './dialog';

/** The link, to be copied by hand where the browser keeps pages from the clipboard. */
export function LinkDialog({ client, onClose }: DialogProps) {
  const { strings } = useStrings();
  const [link, setLink] = useState('');
  useEffect(() => {
    void readLink(client).then((found) => setLink(typeof found === 'string' ? found : ''));
  }, []);
  return (
    <Dialog title={strings.linkTitle(client.name)} onClose={onClose}>
      <p>{strings.linkLead}</p>
      {link ? (
        <Field
          name="link"
          label={strings.linkLabel}
          value={link}
          onInput={() => {}}
          input={{ readOnly: true, onFocus: (event) => event.currentTarget.select() }}
        />
      ) : (
        <Spinner />
      )}
      <Button kind="secondary" onClick={onClose}>
        {strings.close}
      </Button>
    </Dialog>
  );
}
