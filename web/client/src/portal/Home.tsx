import { Page, Phone } from '@vestibule/kit';
import { usePortalWords } from '../words/portal';
import type { Session } from './session';

/** The first page: the firm's welcome, what waits to be done, and who helps. */
export function Home({ session }: { session: Session }) {
  const { words } = usePortalWords();
  const { firm, client, adviser } = session;
  return (
    <Page title={words.homeTitle(client)} of={firm.name}>
      <p class="lead">{words.homeLead(firm.name)}</p>
      <div class="cards">
        <section class="card">
          <h2>{words.nothingYet}</h2>
          <p>{words.nothingYetLead(adviser)}</p>
        </section>
        <section class="card">
          <h2>{words.yourAdviser}</h2>
          <p class="person">{adviser}</p>
          {firm.phone && (
            <p>
              <Phone number={firm.phone} />
            </p>
          )}
        </section>
      </div>
    </Page>
  );
}
