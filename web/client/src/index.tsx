// The address without a path: whoever was here before is led back to their firm's sign-in.

import '@vestibule/kit/styles.css';
import { applyBranding, boot, Frame, lastFirm, Page } from '@vestibule/kit';
import { placesStrings, usePlacesStrings } from './places/strings';

const firm = lastFirm();

// `/.well-known/change-password` leads here: password managers ask for the page to change one.
if (firm && location.search === '?change-password') location.replace(`/f/${firm.slug}/forgot`);

function Start() {
  const { strings } = usePlacesStrings();
  return (
    <Frame firm={firm}>
      <Page title={strings.startTitle} of={firm?.name}>
        {firm ? (
          <a class="button" href={`/f/${firm.slug}`}>
            {strings.startWith(firm.name)}
          </a>
        ) : (
          <p>{strings.startLead}</p>
        )}
        <p class={firm && 'aside'}>{strings.startNew}</p>
        {!firm && <p>{strings.startBack}</p>}
      </Page>
    </Frame>
  );
}

if (firm) applyBranding(firm);
void boot(Start, placesStrings);
