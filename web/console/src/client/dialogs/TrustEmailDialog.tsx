import { post } from '../../api';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import type { DialogProps } from './dialog';

export function TrustEmailDialog({ client, onClient, onClose }: DialogProps) {
  const { strings } = useStrings();
  const path = { client: client.id };
  return (
    <Confirm
      title={strings.dialogTitles.trustEmail(client.name)}
      does={strings.actions['trust-address']}
      onClose={onClose}
      onDo={async () => {
        for (const { address } of client.given_up) {
          const body = { address };
          const outcome = await post('/api/staff/clients/{client}/trust-address', body, { path });
          if (!outcome.ok) return outcome.problem;
          onClient(outcome.body);
        }
        notify(strings.toastTrusted);
        return undefined;
      }}
    >
      <p>{strings.trustLead(client.given_up.map((one) => one.address).join(', '))}</p>
    </Confirm>
  );
}
