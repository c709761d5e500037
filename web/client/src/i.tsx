// From an e-mailed link to the portal: one question a page, an address for each.

import '@vestibule/kit/styles.css';
import './journey/journey.css';
import { applyBranding, boot } from '@vestibule/kit';
import { Journey } from './journey/Journey';
import { opening } from './journey/opening';
import { journeyStrings } from './journey/strings';

// The firm's colour is there with the first words, not after them.
void opening.then((found) => {
  if (found?.outcome.ok) applyBranding(found.outcome.body.firm);
});
// The link in the e-mail was pressed again while this page is open: begin anew with it.
addEventListener('hashchange', () => location.reload());

void boot(Journey, journeyStrings);
