import { Page, Phone } from '@vestibule/kit';
import type { Session } from './session';
import { usePortalStrings } from './strings';

/** The first page of the portal: a welcome, what there is to do, and who helps. */
export function Home({ session }: { session: Session }) {
  const { strings } = usePortalStrings();
  const { firm, client, adviser } = session;
  return (
    <Page title={strings.homeTitle(client)} of={firm.name}>
      <p class="lead">{strings.homeLead(firm.name)}</p>
      <div class="cards">
        <section class="card">
          <h2>{strings.nothingYet}</h2>
          <p>{strings.nothingYetLead(adviser)}</p>
        </section>
        <section class="card">
          <h2>{strings.yourAdviser}</h2>
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
