// German: adding and editing a client.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  addLead: 'Mit dem Kunden entsteht seine Sicherheits-PIN.',
  editTitle: (name) => `Angaben zu ${name} ändern`,
  editMobileNote:
    'Mit einer anderen Handynummer wird ungültig, was an die alte ging, und der Kunde erfährt es per E-Mail.',
  emailMore: 'Weitere E-Mail-Adresse',
  emailAdd: 'Weitere E-Mail-Adresse',
  mobile: 'Handy',
  mobileHint: 'Dorthin geht die PIN per SMS. Ohne Handy lesen Sie die PIN vor.',
  mobileMore: 'Weiteres Handy',
  mobileAdd: 'Weiteres Handy',
  phone: 'Anderes Telefon',
  phoneHint: 'Zum Anrufen: Dorthin gehen keine SMS.',
  phoneAdd: 'Telefon zum Anrufen',
  kind: 'Person oder Firma',
  relation: 'Kunde oder Interessent',
  theirLanguage: 'Sprache der E-Mails und Seiten',
  firmsLanguage: 'Die Sprache der Firma',
  alsoWith: 'Steht auch bei:',
  addNoteMobile:
    '„Hinzufügen und einladen“ schickt den Link per E-Mail; die PIN kommt per SMS, wie Ihre Firma es gewählt hat.',
  addNoteVoice:
    '„Hinzufügen und einladen“ schickt den Link per E-Mail. Ohne Handy lesen Sie die PIN vor.',
  addAndInvite: 'Hinzufügen und einladen',
  addOnly: 'Nur hinzufügen',
  toastAdded: (name) => `${name} ist hinzugefügt.`,
  toastAddedInvited: (name) => `${name} ist hinzugefügt, und die Einladung ist unterwegs.`,
  toastAddedNotInvited: (name, why) => `${name} ist hinzugefügt, aber nicht eingeladen: ${why}`,
  toastChanged: (name) => `Die Angaben zu ${name} sind geändert.`,
  warnings: {
    'shared-email': 'Diese E-Mail-Adresse steht auch bei:',
    'shared-number': 'Diese Nummer steht auch bei:',
    'same-name': 'Denselben Namen hat:',
  },
};
