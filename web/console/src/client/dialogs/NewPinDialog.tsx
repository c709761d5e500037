import { Confirm } from '../../components/Confirm';
import { useStrings } from '../../strings';
import { runAction } from '../clientActions';
import type { DialogProps } from './dialog';

export function NewPinDialog({ client, onClient, onClose }: DialogProps) {
  const { strings } = useStrings();
  const { name } = client;
  const high = client.security_level === 'high';
  return (
    <Confirm
      title={strings.dialogTitles.newPin(name)}
      does={strings.actions['new-pin']}
      danger={high}
      onDo={() => runAction(strings, client, 'new-pin', { onClient })}
      onClose={onClose}
    >
      <p>{high ? strings.newPinHigh(name) : strings.newPinLow(name)}</p>
    </Confirm>
  );
}
