// An address that leads nowhere: what to do instead.

import '@vestibule/kit/styles.css';
import { applyBranding, boot, Frame, lastFirm, Page } from '@vestibule/kit';
import { placesStrings, usePlacesStrings } from './places/strings';

const firm = lastFirm();

function NotFound() {
  const { strings } = usePlacesStrings();
  return (
    <Frame firm={firm}>
      <Page title={strings.nothingTitle} of={firm?.name}>
        <p class="lead">{strings.nothingLead}</p>
        <p>{strings.nothingNext}</p>
        {firm && (
          <a class="button" href={`/f/${firm.slug}`}>
            {strings.startWith(firm.name)}
          </a>
        )}
      </Page>
    </Frame>
  );
}

if (firm) applyBranding(firm);
void boot(NotFound, placesStrings);
