// Help them in: what keeps a client out, and what lets them in, one press each. The links of notices
// lead here.

import { Button, Phone, type Problem, type Schemas } from '@vestibule/kit';
import { useEffect, useRef } from 'preact/hooks';
import { Moment } from '../parts/Moment';
import { named, useWords } from '../words';
import type { ActionName } from './actions';
import { Refusal } from './ClientPage';
import { type Line, sentence, type What } from './timeline';

type Client = Schemas['ClientView'];

/** These ask for something to be filled in, or end something. */
const ASKS: readonly ActionName[] = [
  'changeMobile',
  'correctEmail',
  'trustEmail',
  'cancelInvitation',
];

export function Rescue(props: {
  client: Client;
  /** What the mail was about whose link led here. */
  notice: string | undefined;
  /** What keeps them out now, or did when the mail was written. */
  about: string | undefined;
  offered: readonly ActionName[];
  lines: readonly Line[];
  names: ReadonlyMap<string, string>;
  refused: Problem | undefined;
  onAtOnce: (action: ActionName) => void;
  onAsk: (action: ActionName) => void;
}) {
  const { client, notice, about, lines } = props;
  const { words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (notice) heading.current?.focus();
  }, []);
  const { state, since } = client.help;
  const settled = state === 'none' && notice !== 'login-expiring';
  const stopped = lines.find(
    (line) =>
      (line.actor as { kind: string }).kind === 'client' &&
      !['stuck-told', 'pin-asked-for'].includes((line.what as unknown as What).event),
  );
  const offered = props.offered.filter(
    (action) => !(settled && action === 'newPin' && client.standing === 'active'),
  );
  const numbers = [...client.mobiles, ...client.phones];
  return (
    <section class={settled ? 'rescue settled' : 'rescue'} aria-labelledby="rescue-title">
      <h2 id="rescue-title" ref={heading} tabIndex={-1}>
        {words.helpThemIn}
      </h2>
      {settled ? (
        <p>{words.notStuck(client.name)}</p>
      ) : (
        <>
          <p>
            <strong>
              {named(words.rescue, about ?? '') ??
                named(words.notices, about ?? '') ??
                words.rescueAny}
            </strong>{' '}
            {since && <Moment at={since} />}
          </p>
          {stopped && (
            <p>
              {words.stoppedAt} {sentence(words, stopped.what as unknown as What, props.names)} (
              <Moment at={stopped.at} />)
            </p>
          )}
        </>
      )}
      {numbers.length > 0 && !settled && (
        <p>
          {words.callThem}{' '}
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
              // A new PIN stops a password that works: that is asked.
              const asks =
                ASKS.includes(action) || (action === 'newPin' && client.security_level === 'high');
              if (asks) props.onAsk(action);
              else props.onAtOnce(action);
            }}
          >
            {action === 'setExpiry' ? words.extendYear : words.actions[action]}
          </Button>
        ))}
        {state === 'stuck' && (
          <Button kind="quiet" onClick={() => props.onAtOnce('helped')}>
            {words.actions.helped}
          </Button>
        )}
      </p>
    </section>
  );
}
