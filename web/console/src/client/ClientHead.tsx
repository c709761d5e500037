import { Button, Link, Page } from '@vestibule/kit';
import { Level, Status } from '../components/Status';
import { useMe } from '../session';
import { useStrings } from '../strings';
import type { Action } from './actions';
import type { Client } from './useClientPage';

/** The name of a client, where they stand, and the action that is most likely wanted next. */
export function ClientHead(props: {
  client: Client;
  first: Action | undefined;
  onStart: (action: Action) => void;
}) {
  const { client, first, onStart } = props;
  const { strings } = useStrings();
  const me = useMe();
  return (
    <>
      <p class="above">
        <Link href="/console/clients">{strings.clients}</Link>
      </p>
      <div class="head">
        <div>
          <Page title={client.name} of={me.firm.name} />
          <p class="pills">
            <Status client={client} />
            <Level level={client.security_level} />
            {client.rehearsal && <span class="pill rehearsal">{strings.rehearsal}</span>}
          </p>
        </div>
        {first && <Button onClick={() => onStart(first)}>{strings.actions[first]}</Button>}
      </div>
    </>
  );
}
