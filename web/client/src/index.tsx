// The address without a path: whoever was here before is led back to their firm's sign-in.

import '@vestibule/kit/styles.css';
import { boot, Frame, lastFirm, Page, wear } from '@vestibule/kit';
import { placesWords, usePlacesWords } from './words/places';

const firm = lastFirm();

// `/.well-known/change-password` leads here: password managers ask for the page to change one.
if (firm && location.search === '?change-password') location.replace(`/f/${firm.slug}/forgot`);

function Start() {
  const { words } = usePlacesWords();
  return (
    <Frame firm={firm}>
      <Page title={words.startTitle} of={firm?.name}>
        {firm ? (
          <a class="button" href={`/f/${firm.slug}`}>
            {words.startWith(firm.name)}
          </a>
        ) : (
          <p>{words.startLead}</p>
        )}
        <p class={firm && 'aside'}>{words.startNew}</p>
        {!firm && <p>{words.startBack}</p>}
      </Page>
    </Frame>
  );
}

if (firm) wear(firm);
void boot(Start, placesWords);
