// German: the letter with the PIN.

import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

export const de: SameKeys<typeof en> = {
  letterTitle: 'PIN-Brief',
  letterLead: (name) =>
    `Ein Brief mit der PIN von ${name}, zum Überreichen oder für die Post. Wenn Sie ihn erstellen, sehen Sie die PIN; das steht dann im Verlauf.`,
  makeLetter: 'Brief erstellen',
  print: 'Drucken',
  letterHello: (name) => `Guten Tag ${name}`,
  letterAbout: (firm) =>
    `Hier ist die PIN für Ihren Zugang bei ${firm}. Den Link haben Sie in unserer E-Mail; beide zusammen lassen Sie hinein.`,
  letterStep1: 'Öffnen Sie den Link in unserer E-Mail.',
  letterStep2: 'Geben Sie diese PIN ein, wenn danach gefragt wird.',
  letterStep3:
    'Wählen Sie ein eigenes Passwort. Dann hat die PIN ausgedient: Werfen Sie diesen Brief weg.',
  letterSecret: (firm) => `Behalten Sie die PIN für sich. Niemand bei ${firm} fragt Sie je danach.`,
  letterCall: (phone) => `Wenn Sie eine Frage haben, rufen Sie uns unter ${phone} an.`,
  letterRegards: 'Freundliche Grüße',
};
