import { Frame, lastFirm, Page } from '@vestibule/kit';
import { usePlacesStrings } from './strings';

/** An address without a page: says what to do instead. */
export function NotFound() {
  const { strings } = usePlacesStrings();
  const firm = lastFirm();
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
