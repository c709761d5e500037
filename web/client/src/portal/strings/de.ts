// German: the portal.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  troubleTitle: 'Diese Seite konnte nicht geladen werden',
  cookiesTitle: 'Ihr Browser hat ein Cookie abgelehnt',
  cookiesLead:
    'Das Passwort ist richtig, aber Ihr Browser hat das Cookie nicht gespeichert, das zum Anmelden nötig ist.',
  cookiesHelp:
    'Erlauben Sie in den Einstellungen Ihres Browsers Cookies für diese Seite, und melden Sie sich noch einmal an. Wenn das nicht hilft, versuchen Sie es mit einem anderen Browser.',
  homeTitle: (name) => `Willkommen, ${name}`,
  homeLead: (firm) => `Hier arbeiten Sie und ${firm} zusammen.`,
  nothingYet: 'Im Moment ist nichts zu tun',
  nothingYetLead: (adviser) =>
    `Wenn ${adviser} Ihnen etwas zum Ausfüllen oder Lesen schickt, bekommen Sie eine E-Mail und finden es hier.`,
  yourAdviser: 'Ihre Beratung',
  signOut: 'Abmelden',

  soonTitle: 'Sind Sie noch da?',
  soonLead: 'Zu Ihrer Sicherheit werden Sie abgemeldet in',
  soonLast:
    'Sie sind schon lange angemeldet. Zu Ihrer Sicherheit melden Sie sich bitte noch einmal an; das dauert nur einen Augenblick.',
  stay: 'Angemeldet bleiben',
  signInAgain: 'Wieder anmelden',
  overTitle: 'Bitte melden Sie sich wieder an',
  overLead: 'Nichts, was Sie eingegeben haben, ist verloren: Sie machen dort weiter, wo Sie waren.',
};
