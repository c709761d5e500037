import { Frame, lastFirm, Page } from '@vestibule/kit';
import { usePlacesStrings } from './strings';

/** The address without a path: leads a returning client to the sign-in page of their firm. */
export function Start() {
  const { strings } = usePlacesStrings();
  const firm = lastFirm();
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
