// German: signing in, and the footer of every page.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  call: (firm) => `${firm} anrufen:`,
  privacy: 'Wie wir mit Ihren Daten umgehen',

  signIn: 'Anmelden',
  signInLead: 'Zu Ihrem Kundenportal.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  continue: 'Weiter',
  forgot: 'Passwort vergessen?',
  emailEmpty: 'Geben Sie Ihre E-Mail-Adresse ein',
  emailRefused: 'Geben Sie eine E-Mail-Adresse wie name@beispiel.de ein',
  passwordEmpty: 'Geben Sie Ihr Passwort ein',
  passwordRefused: 'Ihr Passwort ist falsch',
  signInRefused: 'Die E-Mail-Adresse oder das Passwort ist falsch',

  waitTitle: 'Bitte warten Sie einen Moment',
  waitLead:
    'Es gab mehrere falsche Passwörter. Bitte warten Sie zu Ihrer Sicherheit vor dem nächsten Versuch.',
  waitLeft: 'Nächster Versuch in',
  waitOver: 'Sie können es jetzt wieder versuchen.',
  waitHelp: 'Sie möchten nicht warten?',
  backToSignIn: 'Zurück zur Anmeldung',

  endedTitle: 'Ihr Zugang ist beendet',
  endedLead: (firm) => `Ihr Passwort stimmt, aber ${firm} hat diesen Zugang beendet.`,
  expiredTitle: 'Ihr Zugang ist abgelaufen',
  expiredLead: (firm) =>
    `Ihr Passwort stimmt, aber dieser Zugang ist abgelaufen. ${firm} kann ihn verlängern.`,
  endedNext: (firm) =>
    `Wenn das ein Versehen ist, rufen Sie ${firm} an oder antworten Sie auf eine der E-Mails.`,
  renewTitle: 'Bitte wählen Sie ein neues Passwort',
  heldLead: (firm) =>
    `${firm} hat für Sie ein neues Passwort veranlasst und Ihnen eine E-Mail mit einem Link geschickt. Bitte öffnen Sie diesen Link; Ihr altes Passwort gilt nicht mehr.`,
  heldNext: 'Keine E-Mail erhalten? Neue anfordern:',
  usedUpLead:
    'Es gab zu viele falsche Passwörter. Zu Ihrer Sicherheit können Sie sich nur auf einem Gerät anmelden, das Sie schon benutzt haben.',
  usedUpNext: 'Sie können ein neues Passwort wählen:',

  forgotTitle: 'Neues Passwort wählen',
  sentHelp: 'Nach ein paar Minuten keine E-Mail?',
  sentHelp1: 'Schauen Sie im Spam-Ordner nach.',

  outTitle: 'Sie sind abgemeldet',
  outLead: 'Sie können diese Seite schließen oder sich wieder anmelden.',

  noFirmTitle: 'Hier ist keine Anmeldung',
  noFirmLead:
    'Bitte prüfen Sie die Adresse, oder öffnen Sie den Link in einer E-Mail Ihres Beraters.',
};
