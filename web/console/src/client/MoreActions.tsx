import { useStrings } from '../strings';
import type { Action } from './actions';

/** These take something away from a client. */
const RISKY: readonly Action[] = ['revoke', 'cancel-invitation'];

/** Every other action that is possible now. */
export function MoreActions(props: {
  actions: readonly Action[];
  onStart: (action: Action) => void;
}) {
  const { strings } = useStrings();
  return (
    <section class="card" aria-labelledby="actions-title">
      <h2 id="actions-title">{strings.moreActions}</h2>
      <ul class="actions">
        {props.actions.map((action) => (
          <li key={action}>
            <button
              type="button"
              class={RISKY.includes(action) ? 'action risky' : 'action'}
              onClick={() => props.onStart(action)}
            >
              {strings.actions[action]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
