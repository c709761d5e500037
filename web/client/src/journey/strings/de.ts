// German: from the e-mailed link to the portal.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  step: (step, of) => `Schritt ${step} von ${of}`,

  welcomeTitle: (firm) => `Willkommen bei ${firm}`,
  welcomeLead: (adviser) =>
    `${adviser} hat Sie in Ihr Kundenportal eingeladen. Die Einrichtung dauert etwa zwei Minuten:`,
  welcomeMobile: 'Sie geben Ihre Handynummer ein, und wir schicken Ihnen eine PIN per SMS.',
  welcomePinTexted: 'Sie geben die PIN ein, die wir Ihnen per SMS geschickt haben.',
  welcomePinAdviser: (adviser) => `Sie geben die PIN ein, die Ihnen ${adviser} nennt.`,
  welcomePin: 'Sie geben die PIN ein.',
  welcomePassword: 'Sie wählen ein eigenes Passwort.',

  mobileTitle: 'Wie lautet Ihre Handynummer?',
  mobileLead: (adviser) =>
    `Wir schicken Ihnen per SMS eine PIN mit sechs Ziffern. Geben Sie die Nummer ein, die ${adviser} von Ihnen hat.`,
  mobile: 'Handynummer',
  textMe: 'PIN per SMS senden',
  havePin: 'Ich habe schon eine PIN',
  mobileEmpty: 'Geben Sie Ihre Handynummer ein',
  mobileNotValid: 'Das ist keine vollständige Telefonnummer: Bitte prüfen Sie sie',
  mobileFixed: 'Das ist ein Festnetzanschluss: Bitte geben Sie eine Handynummer ein',
  mobileNot: 'Diese Nummer kann keine SMS empfangen: Bitte geben Sie eine Handynummer ein',
  tooManyNumbers: 'Zu viele verschiedene Nummern',
  tooManyNumbersLead: (wait) =>
    `Hier wurden heute mehrere verschiedene Nummern eingegeben. Die nächste nehmen wir in ${wait} an. Eine PIN, die Sie schon haben, gilt weiter.`,

  pinTitle: (letter) => (letter ? `PIN ${letter} eingeben` : 'PIN eingeben'),
  pin: (letter) => (letter ? `PIN ${letter}` : 'PIN'),
  pinHint: 'Sechs Ziffern',
  pinHintLetter: (letter) =>
    `Sechs Ziffern. Nehmen Sie die neueste SMS, in der „PIN ${letter}“ steht: Ältere PINs gelten nicht mehr.`,
  pinSentTo: (number, adviser) =>
    `Wenn ${number} die Nummer ist, die ${adviser} von Ihnen hat, ist eine SMS mit Ihrer PIN unterwegs.`,
  pinTexted: 'Wir haben eine PIN mit sechs Ziffern per SMS an Ihr Handy geschickt.',
  pinFromAdviser: (adviser) =>
    `Die PIN bekommen Sie von ${adviser}, zum Beispiel am Telefon. Sie steht nicht in der E-Mail.`,
  pinHave: 'Geben Sie die PIN mit sechs Ziffern ein, die Sie bekommen haben.',
  pinEither: (adviser) =>
    `Die PIN bekommen Sie von ${adviser}, zum Beispiel am Telefon. Sie können sie sich auch per SMS schicken lassen.`,
  pinEmpty: 'Geben Sie die PIN ein',
  pinMalformed: 'Diese PIN ist nicht gültig: Sie hat genau sechs Ziffern',
  pinWrong: (left) =>
    left === 1
      ? 'Diese PIN ist falsch. Sie haben noch einen Versuch'
      : `Diese PIN ist falsch. Sie haben noch ${left} Versuche`,
  pinOver: 'Diese PIN gilt nicht mehr',
  pinOverTexted: 'Lassen Sie sich eine neue per SMS schicken.',
  pinOverAdviser: (adviser) => `Bitte fragen Sie ${adviser} nach einer neuen.`,
  notReceived: 'Nicht angekommen?',
  notReceived1: 'Eine SMS kann ein, zwei Minuten brauchen.',
  notReceived2: (number) => `Stimmt ${number}?`,
  notReceived3: 'Prüfen Sie, ob Ihr Telefon Empfang hat und nicht im Flugmodus ist.',
  changeNumber: 'Andere Nummer eingeben',
  textAgain: 'Noch einmal schicken',
  textAgainIn: (clock) => `Noch einmal schicken können wir sie in ${clock}`,
  textedAgain: 'Sie ist noch einmal unterwegs.',
  noPin: 'Keine PIN?',
  noPinLead: (adviser) => `Wir können ${adviser} wissen lassen, dass Sie sie brauchen.`,
  askForPin: (adviser) => `${adviser} um die PIN bitten`,

  stuckTitle: 'Kommen Sie nicht weiter?',
  tellStuck: (adviser) => `${adviser} sagen, dass ich nicht weiterkomme`,
  adviserNotified: (adviser) => `${adviser} weiß Bescheid und hilft Ihnen weiter.`,
  adviserNotifiedOfPin: (adviser) =>
    `${adviser} weiß jetzt, dass Sie die PIN brauchen, und gibt sie Ihnen.`,
  adviserNotNotified: (adviser) =>
    `Wir haben es für ${adviser} notiert; eine E-Mail darüber gibt es nicht.`,
  callNow: 'Schneller geht es am Telefon:',
  orCall: 'Oder rufen Sie an:',
  writeInstead:
    'Sie können auch einfach auf die E-Mail antworten, mit der Sie hierher gekommen sind.',

  lockedTitle: 'Zu viele falsche PINs',
  lockedLead: 'Zu Ihrer Sicherheit gilt diese PIN nicht mehr.',
  lockedUntil: 'Eine neue PIN gibt es in',
  lockedOver: 'Sie können jetzt eine neue PIN bekommen.',
  newPin: 'Neue PIN per SMS senden',
  lockedFaster: (adviser) => `${adviser} kann Ihnen sofort eine neue PIN geben.`,
  lockedByAdviser: (adviser) => `Jetzt kann nur ${adviser} Sie weiterlassen: mit einer neuen PIN.`,
  lockedHave: 'Ich habe eine neue PIN',

  passwordTitle: 'Passwort anlegen',
  passwordTitleNew: 'Neues Passwort wählen',
  passwordLead: 'Von jetzt an melden Sie sich mit Ihrer E-Mail-Adresse und diesem Passwort an.',
  youSignInWith: 'Von jetzt an melden Sie sich an mit einem Passwort und',
  newPassword: 'Neues Passwort',
  passwordHint:
    'Mindestens 15 Zeichen. Vier oder fünf Wörter, die nichts miteinander zu tun haben, merkt man sich leicht.',
  strengthShort: (missing) => (missing === 1 ? 'Noch ein Zeichen' : `Noch ${missing} Zeichen`),
  strengthEnough: 'Lang genug',
  strengthStrong: 'Lang und stark',
  savePassword: 'Passwort speichern',
  passwordTooShort: 'Das Passwort braucht mindestens 15 Zeichen',
  passwordLongest: 'Das Passwort hat mehr als 256 Zeichen',
  passwordControl: 'Im Passwort ist ein Zeichen, das man nicht überall tippen kann',
  easyCommon: 'Dieses Passwort benutzen viele. Nehmen Sie andere Wörter',
  easySequence: 'Reihen wie abcd oder 1234 errät man leicht. Nehmen Sie Wörter',
  easyRepeat: 'Wiederholungen errät man leicht. Nehmen Sie verschiedene Wörter dazu',
  easyDate: 'Tage und Jahre errät man leicht. Nehmen Sie ein paar Wörter dazu',
  easyAboutYou:
    'Ihren Namen, Ihre E-Mail-Adresse oder den Namen der Firma errät man leicht. Nehmen Sie andere Wörter',
  easyMore: 'Das errät man zu leicht. Nehmen Sie ein oder zwei Wörter dazu',
  timeLeft: (time) =>
    `Bitte speichern Sie Ihr Passwort innerhalb von ${time}. Danach brauchen Sie eine neue PIN.`,
  setUpOver:
    'Die zehn Minuten nach der PIN sind vorbei. Zu Ihrer Sicherheit geben Sie bitte noch einmal eine PIN ein.',

  doneTitle: 'Ihr Passwort ist gespeichert',
  doneLead: 'Melden Sie sich jetzt damit an, um Ihr Portal zu sehen.',
  backTitle: 'Willkommen zurück',
  backLead: 'Bitte melden Sie sich an, um weiterzumachen.',
  emailHint: 'Die Adresse, an die die E-Mail mit dem Link kam.',

  recoverTitle: 'Neues Passwort wählen',
  recoverLead:
    'Zuerst brauchen Sie eine PIN. Wir schicken sie per SMS an die Handynummer, die wir von Ihnen haben.',
  recoverLeadAdviser: (adviser) => `Zuerst brauchen Sie eine PIN. Sie bekommen sie von ${adviser}.`,
  recoverKeep: 'Ihr altes Passwort gilt, bis Sie das neue gespeichert haben.',
  recoverSoon: (wait) =>
    `Gerade eben wurde eine PIN geschickt. Bitte schauen Sie auf Ihr Telefon, oder versuchen Sie es in ${wait} noch einmal.`,
  askedTitle: (adviser) => `${adviser} weiß Bescheid`,
  askedLead: (adviser) => `${adviser} meldet sich bei Ihnen und gibt Ihnen eine PIN.`,
  callTitle: (adviser) => `Bitte rufen Sie ${adviser} an`,
  askedNext:
    'Zusammen mit der PIN bekommen Sie eine neue E-Mail. Öffnen Sie den Link darin und geben Sie die PIN dort ein.',
  recoverNot: 'Das waren nicht Sie? Dann müssen Sie nichts tun.',

  expiredLinkTitle: 'Dieser Link ist abgelaufen',
  expiredLinkLead: 'Zu Ihrer Sicherheit gelten Links nur eine begrenzte Zeit.',
  newerTitle: 'Es gibt einen neueren Link',
  newerLead: 'Wir haben Ihnen eine neuere E-Mail geschickt. Bitte benutzen Sie den Link darin.',
  correctedLinkTitle: 'Dieser Link gilt nicht mehr',
  correctedLinkLead:
    'Wir können einen neuen Link an die E-Mail-Adresse schicken, die wir jetzt von Ihnen haben.',
  mailFresh: 'Neuen Link per E-Mail schicken',
  freshSentTitle: 'Prüfen Sie Ihr E-Mail-Postfach',
  freshSent: 'Ein neuer Link ist unterwegs an die E-Mail-Adresse, die wir von Ihnen haben.',
  freshSoon: (wait) =>
    `Gerade eben wurde ein neuer Link verschickt. Bitte schauen Sie in Ihre E-Mails, auch in den Spam-Ordner. Ist er nicht da, versuchen Sie es in ${wait} noch einmal.`,
  endedLinkTitle: 'Dieser Zugang ist beendet',
  endedLinkLead: (firm) =>
    `Was dieser Link geöffnet hat, gibt es nicht mehr. ${firm} kann Ihnen mehr dazu sagen und Sie wieder hereinlassen.`,
  unknownTitle: 'Dieser Link funktioniert nicht',
  unknownLead: 'Vielleicht wurde er auf dem Weg hierher abgeschnitten.',
  unknownNext:
    'Bitte öffnen Sie die neueste E-Mail Ihres Beraters und drücken Sie den Knopf darin. Hilft das nicht, kopieren Sie den ganzen Link aus der E-Mail in die Adresszeile.',
  troubleTitle: 'Diese Seite konnte nicht geladen werden',
  noLinkTitle: 'Bitte öffnen Sie Ihre E-Mail',
  noLinkLead:
    'Um weiterzumachen, drücken Sie noch einmal den Knopf in der E-Mail Ihres Beraters. Sie machen dort weiter, wo Sie waren.',
  signInInstead: 'Ich habe ein Passwort: anmelden',
};
