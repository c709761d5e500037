import { Link, Page } from '@vestibule/kit';
import { useWords } from '../words';

/** No such client: gone, swept away after a rehearsal, or another firm's; all the same here. */
export function Missing() {
  const { words } = useWords();
  return (
    <Page title={words.nothingHere}>
      <p>{words.noSuchClient}</p>
      <Link class="button secondary" href="/console/clients">
        {words.toClients}
      </Link>
    </Page>
  );
}
