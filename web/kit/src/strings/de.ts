// German: the kit.

import type { KitStrings } from '../speech';

export const de: KitStrings = {
  errorInTitle: (title) => `Fehler: ${title}`,
  summary: 'Bitte prüfen Sie Ihre Eingabe',
  show: 'Zeigen',
  hide: 'Verbergen',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  loading: 'Einen Moment',
  again: 'Noch einmal versuchen',
  close: 'Schließen',
  language: 'Sprache',
  offline: 'Gerade kommt keine Verbindung zustande.',
  timeout: 'Das dauert gerade sehr lange.',
  unavailable: 'Das geht im Augenblick nicht. Bitte versuchen Sie es in einer Minute noch einmal.',
  kept: 'Was Sie eingegeben haben, ist noch da.',
  tooMany: (wait) => `Zu viele Versuche über diese Verbindung. Bitte warten Sie ${wait}.`,
  internal: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.',
  firmClosed: (firm) =>
    `${firm} hat das Portal vorübergehend geschlossen. Bitte rufen Sie dort an.`,
  reference: (id) => `Referenz, falls Sie anrufen: ${id}`,
  seconds: (count) => (count === 1 ? 'eine Sekunde' : `${count} Sekunden`),
  minutes: (count) => (count === 1 ? 'eine Minute' : `${count} Minuten`),
  hours: (count) => (count === 1 ? 'eine Stunde' : `${count} Stunden`),
  days: (count) => (count === 1 ? 'einen Tag' : `${count} Tage`),
  skip: 'Zum Inhalt',
};
