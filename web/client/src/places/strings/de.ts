// German: the two pages without a firm.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  startTitle: 'Willkommen',
  startLead: 'Hier kommen die Kundinnen und Kunden einer Finanzberatung herein.',
  startWith: (firm) => `Bei ${firm} anmelden`,
  startNew: 'Zum ersten Mal hier? Öffnen Sie den Link in der E-Mail Ihres Beraters.',
  startBack:
    'Schon einmal hier gewesen? Öffnen Sie den Link in einer E-Mail Ihres Beraters oder die Adresse, die Sie bekommen haben.',
  nothingTitle: 'Hier ist nichts',
  nothingLead: 'Vielleicht ist die Adresse falsch geschrieben, oder es gibt die Seite nicht mehr.',
  nothingNext: 'Bitte öffnen Sie den Link in der neuesten E-Mail Ihres Beraters.',
};
