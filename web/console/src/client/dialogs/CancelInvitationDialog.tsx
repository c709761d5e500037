import { post } from '../../api';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import type { DialogProps } from './dialog';

export function CancelInvitationDialog({ client, onClose }: DialogProps) {
  const { strings } = useStrings();
  const path = { client: client.id };
  return (
    <Confirm
      title={strings.dialogTitles.cancelInvitation(client.name)}
      does={strings.actions['cancel-invitation']}
      danger
      keeps={strings.keepInvitation}
      onClose={onClose}
      onDo={async () => {
        const outcome = await post('/api/staff/clients/{client}/cancel-invitation', undefined, {
          path,
        });
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastCancelled(client.name));
        return undefined;
      }}
    >
      <p>{strings.cancelLead(client.name)}</p>
    </Confirm>
  );
}
