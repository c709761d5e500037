import { Button, Dialog } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { post } from '../../api';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import type { DialogProps } from './dialog';

export function HandOverDialog({ client, colleagues, onClient, onClose }: DialogProps) {
  const { strings } = useStrings();
  const fit = colleagues.filter((one) => one.state === 'active' && one.id !== client.adviser.id);
  const [to, setTo] = useState(fit[0]?.id ?? '');
  const hand = async (adviser: string) => {
    const outcome = await post(
      '/api/staff/clients/{client}/hand-over',
      { adviser },
      { path: { client: client.id } },
    );
    if (!outcome.ok) return outcome.problem;
    onClient(outcome.body);
    return undefined;
  };
  if (fit.length === 0) {
    return (
      <Dialog title={strings.handOverTitle(client.name)} onClose={onClose}>
        <p>{strings.nobodyElse}</p>
        <Button kind="secondary" onClick={onClose}>
          {strings.close}
        </Button>
      </Dialog>
    );
  }
  return (
    <Confirm
      title={strings.handOverTitle(client.name)}
      does={strings.actions['hand-over']}
      focusOn="to"
      onClose={onClose}
      onDo={async () => {
        const problem = await hand(to);
        if (problem) return problem;
        const name = fit.find((one) => one.id === to)?.name ?? '';
        notify(strings.toastHandedOver(client.name, name), () => void hand(client.adviser.id));
        return undefined;
      }}
    >
      <p>{strings.handOverLead(client.name)}</p>
      <div class="field">
        <label for="to">{strings.newAdviser}</label>
        <select id="to" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          {fit.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
    </Confirm>
  );
}
