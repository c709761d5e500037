// German: signing in.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  signIn: 'Anmelden',
  signInLead: (firm) => `Zur Konsole von ${firm}, für das Team.`,
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  forgot: 'Passwort vergessen?',
  otherFirm: 'Eine andere Firma',
  emailEmpty: 'Geben Sie Ihre E-Mail-Adresse ein',
  passwordEmpty: 'Geben Sie ein Passwort ein',
  signInRefused: 'Die E-Mail-Adresse oder das Passwort ist falsch',
  waits: 'Es gab mehrere falsche Passwörter. Nächster Versuch in',
  cookiesRefused:
    'Ihr Browser hat das Cookie nicht gespeichert, das zum Anmelden nötig ist. Erlauben Sie in den Einstellungen des Browsers Cookies für diese Seite, und melden Sie sich dann noch einmal an.',
  usedUp:
    'Es gab zu viele falsche Passwörter. Sie können sich nur auf einem Gerät anmelden, das Sie schon benutzt haben, oder über „Passwort vergessen?“ ein neues Passwort wählen.',
  waitOver: 'Sie können es jetzt wieder versuchen.',
  whichFirm: 'Für welche Firma arbeiten Sie?',
  whichFirmLead: 'Das fragt dieser Browser nur einmal. Links in unseren E-Mails wissen es schon.',
  firmSlug: 'Der Name der Firma in Adressen',
  firmSlugHint: 'Der letzte Teil der Adresse, unter der sich Kunden anmelden: /f/name',
  firmEmpty: 'Geben Sie den Namen der Firma in Adressen ein',
  firmUnknown: (name) => `Eine Firma „${name}“ gibt es hier nicht`,
  backToSignIn: 'Zurück zur Anmeldung',
  toSignIn: 'Zur Anmeldung',
  forgotTitle: 'Neues Passwort wählen',
  forgotLead:
    'Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen. Das alte gilt bis dahin.',
  sendLink: 'Link schicken',
  linkSent: 'Prüfen Sie Ihr E-Mail-Postfach',
  linkSentLead:
    'Wenn sich jemand aus der Firma mit dieser Adresse anmeldet, ist ein Link dorthin unterwegs. Das kann eine Minute dauern, und er kann im Spam-Ordner liegen.',
  setUpTitle: 'Willkommen: Wählen Sie Ihr Passwort',
  setUpLead: 'Damit und mit Ihrer E-Mail-Adresse melden Sie sich bei der Konsole an.',
  recoverTitle: 'Neues Passwort wählen',
  recoverLead: 'Von nun an melden Sie sich damit an.',
  recoverEnds: 'Wo immer Sie jetzt angemeldet sind, werden Sie abgemeldet.',
  newPassword: 'Neues Passwort',
  newPasswordHint:
    'Mindestens 15 Zeichen. Gut sind vier oder fünf Wörter, die nichts miteinander zu tun haben.',
  savePassword: 'Passwort speichern',
  passwordTooShort: 'Zu kurz: mindestens 15 Zeichen',
  passwordTooLong: 'Zu lang: höchstens 256 Zeichen',
  passwordCommon: 'Zu leicht zu erraten: Viele benutzen dieses',
  passwordAboutYou: 'Zu leicht zu erraten: Ihr Name oder der der Firma steht darin',
  passwordTooEasy:
    'Zu leicht zu erraten: Nehmen Sie Wörter dazu, die nichts miteinander zu tun haben',
  linkOver: 'Dieser Link führt nicht weiter',
  linkUsed:
    'Er wurde schon benutzt oder ist beendet. Wenn Sie damit Ihr Passwort gewählt haben, melden Sie sich an.',
  linkExpired: 'Seine Zeit ist vorbei.',
  linkUnknown:
    'Er ist unvollständig oder nicht von uns. Bitte öffnen Sie ihn aus der neuesten E-Mail.',
  askAdminForLink:
    'Jemand mit der Rolle Verwaltung in Ihrer Firma kann Ihnen einen neuen schicken.',
  askAgainForLink: 'Sie können sich sofort einen neuen schicken lassen.',
};
