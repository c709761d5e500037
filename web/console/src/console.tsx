// The console: the staff of a firm add clients, see who is active and who is stuck, and help.

import '@vestibule/kit/styles.css';
import './styles/console.css';
import { boot } from '@vestibule/kit';
import { App } from './App';
import { firmInPath, lookUpFirm, staffFirm } from './firm';
import { consoleStrings } from './strings';

// Links in e-mails name the firm, so that a browser that does not know it yet need not ask.
const named = firmInPath(location.pathname);
if (named) {
  history.replaceState(null, '', named.rest + location.hash);
  if (staffFirm()?.slug !== named.slug) void lookUpFirm(named.slug);
}

void boot(App, consoleStrings);
