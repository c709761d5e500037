import { post } from '../../api';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import type { DialogProps } from './dialog';

export function RevokeDialog({ client, onClose }: DialogProps) {
  const { strings } = useStrings();
  const path = { client: client.id };
  return (
    <Confirm
      title={strings.dialogTitles.revoke(client.name)}
      does={strings.actions.revoke}
      danger
      onClose={onClose}
      onDo={async () => {
        const outcome = await post('/api/staff/clients/{client}/revoke', undefined, { path });
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastRevoked(client.name));
        return undefined;
      }}
    >
      <p>{strings.revokeLead(client.name)}</p>
    </Confirm>
  );
}
