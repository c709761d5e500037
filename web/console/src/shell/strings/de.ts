// German: what surrounds every view.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  consoleName: 'Konsole',
  parts: 'Bereiche der Konsole',
  clients: 'Kunden',
  ready: 'Bereit zum Einladen?',
  settings: 'Einstellungen',
  noConnection:
    'Keine Verbindung. Was Sie sehen, kann veraltet sein; was Sie eingeben, bleibt hier.',
  dismiss: 'Diese Meldung schließen',
  undo: 'Rückgängig',
  cancel: 'Abbrechen',
  save: 'Speichern',
  continue: 'Weiter',
  reload: 'Zeigen, wie es jetzt ist',
  nothingHere: 'Hier ist nichts',
  nothingHereNext: 'Diese Adresse führt nirgendwohin. Wählen Sie oben einen Bereich der Konsole.',
  noSuchClient:
    'Diesen Kunden gibt es nicht. Vielleicht wurde die Probe beendet, oder der Link ist unvollständig.',
  toClients: 'Zu den Kunden',

  shortcuts: 'Tastenkürzel',
  shortcutSearch: 'Einen Kunden suchen',
  shortcutNew: 'Einen Kunden hinzufügen',
  shortcutRows: 'In der Liste hinauf und hinunter; Enter öffnet',
  shortcutHelp: 'Diese Liste',
  shortcutsOn: 'Kürzel aus einer Taste sind in diesem Browser eingeschaltet',

  endsSoon: 'Sind Sie noch da?',
  endsSoonLead:
    'Zum Schutz Ihrer Kunden werden Sie abgemeldet, wenn eine Stunde lang nichts geschieht. Es bleiben:',
  staySignedIn: 'Angemeldet bleiben',
  sessionOver: 'Bitte melden Sie sich wieder an',
  sessionOverLead:
    'Ihre Sitzung ist zu Ende. Alles auf dieser Seite ist noch da und geht weiter, sobald Sie zurück sind.',
  leaveInstead: 'Stattdessen die Konsole verlassen',
  signOut: 'Abmelden',
  signOutEverywhere: 'Überall abmelden',
  signOutEverywhereLead: 'Sie werden in diesem und in jedem anderen Browser sofort abgemeldet.',
  signedOut: 'Sie sind abgemeldet',
  signedOutLead: 'Sie können diese Seite nun schließen oder sich wieder anmelden.',
};
