// An address that leads nowhere: what to do instead.

import '@vestibule/kit/styles.css';
import { boot, Frame, lastFirm, Page, wear } from '@vestibule/kit';
import { placesWords, usePlacesWords } from './words/places';

const firm = lastFirm();

function NotFound() {
  const { words } = usePlacesWords();
  return (
    <Frame firm={firm}>
      <Page title={words.nothingTitle} of={firm?.name}>
        <p class="lead">{words.nothingLead}</p>
        <p>{words.nothingNext}</p>
        {firm && (
          <a class="button" href={`/f/${firm.slug}`}>
            {words.startWith(firm.name)}
          </a>
        )}
      </Page>
    </Frame>
  );
}

if (firm) wear(firm);
void boot(NotFound, placesWords);
