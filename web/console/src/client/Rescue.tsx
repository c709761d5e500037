// The panel of help: what keeps a client out, and the actions that let them in. The links of
// notices lead here.

import { Button, Phone, type Problem, type Schemas } from '@vestibule/kit';
import { useEffect, useRef } from 'preact/hooks';
import { Moment } from '../components/Moment';
import { Refusal } from '../components/Refusal';
import { named, useStrings } from '../strings';
import type { Action } from './actions';
import { type Line, sentence } from './timeline';

type Client = Schemas['ClientView'];

/** These open a dialog, as they need input or end something. */
const ASKS: readonly Action[] = [
  'change-mobile',
  'correct-email',
  'trust-address',
  'cancel-invitation',
];

export function Rescue(props: {
  client: Client;
  /** The notice whose link led here. */
  notice: string | undefined;
  /** What keeps the client out, or did when the notice was sent. */
  about: string | undefined;
  offered: readonly Action[];
  lines: readonly Line[];
  names: ReadonlyMap<string, string>;
  refused: Problem | undefined;
  onAtOnce: (action: Action) => void;
  onAsk: (action: Action) => void;
}) {
  const { client, notice, about, lines } = props;
  const { strings } = useStrings();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (notice) heading.current?.focus();
  }, []);
  const { state, since } = client.help;
  const settled = state === 'none' && notice !== 'login-expiring';
  const stopped = lines.find(
    (line) =>
      line.actor.kind === 'client' &&
      line.what.event !== 'stuck-told' &&
      line.what.event !== 'pin-asked-for',
  );
  const offered = props.offered.filter(
    (action) => !(settled && action === 'new-pin' && client.standing === 'active'),
  );
  const numbers = [...client.mobiles, ...client.phones];
  return (
    <section class={settled ? 'rescue settled' : 'rescue'} aria-labelledby="rescue-title">
      <h2 id="rescue-title" ref={heading} tabIndex={-1}>
        {strings.helpThemIn}
      </h2>
      {settled ? (
        <p>{strings.notStuck(client.name)}</p>
      ) : (
        <>
          <p>
            <strong>
              {named(strings.rescue, about ?? '') ??
                named(strings.notices, about ?? '') ??
                strings.rescueAny}
            </strong>{' '}
            {since && <Moment at={since} />}
          </p>
          {stopped && (
            <p>
              {strings.stoppedAt} {sentence(strings, stopped.what, props.names)} (
              <Moment at={stopped.at} />)
            </p>
          )}
        </>
      )}
      {numbers.length > 0 && !settled && (
        <p>
          {strings.callThem}{' '}
          {numbers.map((number, at) => (
            <>
              {at > 0 && ', '}
              <Phone number={number} />
            </>
          ))}
        </p>
      )}
      {props.refused && <Refusal problem={props.refused} />}
      <p class="buttons">
        {offered.map((action, at) => (
          <Button
            key={action}
            kind={at === 0 && !settled ? 'primary' : 'secondary'}
            onClick={() => {
              // A new PIN disables a working password: ask first.
              const asks =
                ASKS.includes(action) || (action === 'new-pin' && client.security_level === 'high');
              if (asks) props.onAsk(action);
              else props.onAtOnce(action);
            }}
          >
            {action === 'set-expiry' ? strings.extendYear : strings.actions[action]}
          </Button>
        ))}
        {state === 'stuck' && (
          <Button kind="quiet" onClick={() => props.onAtOnce('mark-helped')}>
            {strings.actions['mark-helped']}
          </Button>
        )}
      </p>
    </section>
  );
}
