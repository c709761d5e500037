import { Link, Page } from '@vestibule/kit';
import { useStrings } from '../strings';

/**
 * The page for a client who does not exist, was deleted after a rehearsal, or belongs to another
 * firm.
 */
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
