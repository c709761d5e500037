// German: the checklist and the rehearsal.

import type { SameKeys } from '@vestibule/kit';
import { count } from '../../strings/count';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  readyLead: 'Was eine Einladung braucht, eben nachgesehen.',
  readyAll: 'Alles ist bereit.',
  readyOpen: count('Eines ist noch offen.', '# Dinge sind noch offen.'),
  readyStates: { ready: 'Bereit', missing: 'Fehlt', warning: 'Ansehen', unknown: 'Unbekannt' },
  askAdmin: 'Die Verwaltung Ihrer Firma kann das beheben.',
  askOps: 'Wer das System für Ihre Firma betreibt, kann das beheben.',
  readiness: {
    branding: {
      title: 'Logo und Farbe',
      good: 'E-Mails und Seiten sehen aus wie Ihre Firma.',
      fix: 'Logo und Farbe wählen',
      whys: {
        'no-colour-and-logo': 'E-Mails und Seiten haben weder Ihr Logo noch Ihre Farbe.',
        'no-colour': 'E-Mails und Seiten haben nicht Ihre Farbe.',
        'no-logo': 'E-Mails und Seiten haben nicht Ihr Logo.',
      },
    },
    'privacy-link': {
      title: 'Datenschutzerklärung',
      good: 'Jede E-Mail und jede Seite führt dorthin.',
      fix: 'Angeben, wo sie steht',
      whys: { 'no-privacy-link': 'Kunden sehen nicht, wie Sie mit ihren Daten umgehen.' },
    },
    contact: {
      title: 'Eine Nummer zum Anrufen',
      good: 'Wer nicht weiterkommt, sieht, wen man anrufen kann.',
      fix: 'Nummer angeben',
      whys: { 'no-phone': 'Wer nicht weiterkommt, erfährt nicht, wen man anrufen kann.' },
    },
    'first-staff': {
      title: 'Noch jemand im Team',
      good: 'Jemand ist da, wenn Sie fort sind.',
      fix: 'Jemanden hinzufügen',
      whys: { 'nobody-else': 'Niemand sonst kümmert sich um Kunden, wenn Sie fort sind.' },
    },
    rehearsal: {
      title: 'Eine Probe',
      good: 'Jemand aus der Firma hat alles als Kunde ausprobiert.',
      fix: 'Als Ihr Kunde ausprobieren',
      whys: { 'not-rehearsed': 'Noch hat niemand ausprobiert, was Kunden erleben.' },
    },
    sender: {
      title: 'E-Mails gehen hinaus',
      good: 'Die Absenderadresse ist bestätigt und darf allen schreiben.',
      fix: '',
      whys: {
        'no-answer': 'Der E-Mail-Dienst hat eben nicht geantwortet.',
        'sending-paused': 'Das Verschicken ist angehalten.',
        'not-verified': 'Die Absenderadresse ist nicht bestätigt.',
        sandbox: 'Das Konto darf nur an wenige Testadressen schreiben.',
      },
    },
    sms: {
      title: 'SMS gehen hinaus',
      good: 'Das Konto darf allen SMS schicken.',
      fix: '',
      whys: {
        'no-answer': 'Der SMS-Dienst hat eben nicht geantwortet.',
        sandbox: 'Das Konto darf nur an wenige Testnummern schicken.',
        'spend-limit': 'Die Monatsgrenze ist die eines neuen Kontos: ein paar Dutzend SMS.',
        'not-set-up':
          'Der SMS-Dienst Ihrer Firma ist noch nicht eingerichtet: Heute wurde eine SMS abgelehnt. Die Technik ist verständigt.',
      },
    },
    'sms-reports': {
      title: 'Was aus SMS wird',
      good: 'Angekommene und gescheiterte SMS stehen im Verlauf.',
      fix: '',
      whys: {
        'no-answer': 'Der SMS-Dienst hat eben nicht geantwortet.',
        'not-logged': 'Niemand erfährt, ob eine SMS ankam.',
      },
    },
  },
  tryIt: 'Als Ihr Kunde ausprobieren',
  tryLead: (email) =>
    `Gehen Sie den ganzen Weg selbst: Die Einladung kommt an ${email}, die PIN auf Ihr eigenes Handy. Niemand sonst sieht etwas davon, und nach einem Tag ist alles fort.`,
  ownMobile: 'Ihr eigenes Handy',
  ownMobileHint: 'Leer: Sie probieren es ohne SMS und lesen die PIN hier.',
  startRehearsal: 'Einladung an mich schicken',
  toastRehearsal: (email) => `Ihre Einladung ist unterwegs an ${email}.`,
  tryUnderWay: (email) =>
    `Ihre Probe ist im Gange. Öffnen Sie die E-Mail an ${email}, am besten auf Ihrem Handy.`,
  trySteps: {
    mailed: 'Die Einladung liegt in Ihrem Postfach',
    opened: 'Sie öffnen den Link',
    pin: 'Sie geben die PIN ein',
    password: 'Sie wählen ein Passwort',
    signedIn: 'Sie melden sich an',
  },
  stepDone: 'Geschehen:',
  stepNext: 'Als Nächstes:',
  stepLater: 'Später:',
  tryDone: 'Sie haben alles durchlaufen. Das ist es, was Ihre Kunden sehen.',
  seeAsAdviser: 'Was der Berater sieht',
  endRehearsal: 'Probe beenden',
  endRehearsalLead: (name) =>
    `Der Kunde, der Sie sind, ${name}, wird gelöscht, samt Link, PIN und Passwort.`,
  toastRehearsalEnded: 'Die Probe ist vorbei, und nichts davon ist übrig.',
};
