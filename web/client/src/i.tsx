// From an e-mailed link to the portal: one question a page, each with its own address.

import '@vestibule/kit/styles.css';
import './journey/journey.css';
import { applyBranding, boot } from '@vestibule/kit';
import { Journey } from './journey/Journey';
import { opening } from './journey/opening';
import { journeyStrings } from './journey/strings';

// Applies the firm's colour before the first text appears.
void opening.then((found) => {
  if (found?.outcome.ok) applyBranding(found.outcome.body.firm);
});
// The client pressed a link in an e-mail again while this page is open: start again with it.
addEventListener('hashchange', () => location.reload());

void boot(Journey, journeyStrings);
