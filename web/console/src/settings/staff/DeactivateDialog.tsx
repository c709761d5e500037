import { Notice } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { post } from '../../api';
import type { Colleague } from '../../colleagues';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';

export function DeactivateDialog(props: {
  whom: Colleague;
  successors: Colleague[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { whom, successors } = props;
  const { strings } = useStrings();
  const [successor, setSuccessor] = useState(successors[0]?.id ?? '');
  return (
    <Confirm
      title={strings.deactivateTitle(whom.name)}
      does={strings.deactivate}
      danger
      onClose={props.onClose}
      onDo={async () => {
        const outcome = await post(
          '/api/staff/members/{staff}/deactivate',
          { successor },
          { path: { staff: whom.id } },
        );
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastDeactivated(whom.name));
        props.onDone();
        return undefined;
      }}
    >
      <p>{strings.deactivateLead(whom.name)}</p>
      {successors.length === 0 ? (
        <Notice tone="warning">
          <p>{strings.nobodyElse}</p>
        </Notice>
      ) : (
        <div class="field">
          <label for="successor">{strings.successor}</label>
          <select
            id="successor"
            value={successor}
            onChange={(event) => setSuccessor(event.currentTarget.value)}
          >
            {successors.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
    </Confirm>
  );
}
