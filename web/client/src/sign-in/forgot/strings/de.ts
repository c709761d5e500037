// German: a forgotten password.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  sendLink: 'Link per E-Mail schicken',
  forgotLead:
    'Geben Sie Ihre E-Mail-Adresse ein. Wir schicken Ihnen einen Link; dann brauchen Sie eine PIN und können ein neues Passwort wählen.',
  sentTitle: 'Prüfen Sie Ihr E-Mail-Postfach',
  sentLead: (email) =>
    `Wenn ${email} zu jemandem mit einem Passwort gehört, ist eine E-Mail mit einem Link unterwegs. Er gilt 24 Stunden.`,
  sentHelp2: 'Prüfen Sie, ob Sie sich mit dieser Adresse anmelden.',
  sentHelp3: 'Wenn Sie hier noch nie ein Passwort hatten, öffnen Sie den Link in Ihrer Einladung.',
  sendOther: 'Eine andere Adresse benutzen',
};
