import { Link, Page } from '@vestibule/kit';
import { useStrings } from '../strings';

/** No such client: gone, swept away after a rehearsal, or another firm's; all the same here. */
export function MissingClient() {
  const { strings } = useStrings();
  return (
    <Page title={strings.nothingHere}>
      <p>{strings.noSuchClient}</p>
      <Link class="button secondary" href="/console/clients">
        {strings.toClients}
      </Link>
    </Page>
  );
}
