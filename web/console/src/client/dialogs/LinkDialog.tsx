import { Button, Dialog, Field } from '@vestibule/kit';
import { useStrings } from '../../strings';
import type { DialogProps } from './dialog';

/** The link, to be copied by hand where the browser keeps pages from the clipboard. */
export function LinkDialog({ client, link, onClose }: DialogProps) {
  const { strings } = useStrings();
  return (
    <Dialog title={strings.linkTitle(client.name)} onClose={onClose}>
      <p>{strings.linkLead}</p>
      <Field
        name="link"
        label={strings.linkLabel}
        value={link}
        onInput={() => {}}
        input={{ readOnly: true, onFocus: (event) => event.currentTarget.select() }}
      />
      <Button kind="secondary" onClick={onClose}>
        {strings.close}
      </Button>
    </Dialog>
  );
}
