// The texts of the invitation in the firm's language: those of the e-mail and of the page that it
// opens. `invitation.test.ts` compares them with both.

import type { Language } from '@vestibule/kit';

interface About {
  firm: string;
  adviser: string;
  client: string;
  phone: string;
}

export interface Invitation {
  subject: string;
  heading: string;
  greeting: string;
  lead: string;
  button: string;
  closing: string;
  page: { title: string; lead: string; button: string; call: string };
}

export function invitation(
  language: Language,
  { firm, adviser, client, phone }: About,
): Invitation {
  if (language === 'de') {
    const never = `Niemand bei ${firm} fragt Sie je nach Ihrer PIN oder Ihrem Passwort.`;
    return {
      subject: `Richten Sie Ihren Zugang zu ${firm} ein`,
      heading: 'Richten Sie Ihren Zugang ein',
      greeting: `Guten Tag ${client}`,
      lead: `${adviser} von ${firm} lädt Sie in das Portal ein: den sicheren Ort für Ihre Zusammenarbeit. Ihren eigenen Zugang einzurichten dauert etwa zwei Minuten.`,
      button: 'Zugang einrichten',
      closing: phone
        ? `${never} Wenn Sie eine Frage haben, rufen Sie uns unter ${phone} an oder antworten Sie auf diese E-Mail.`
        : never,
      page: {
        title: `Willkommen bei ${firm}`,
        lead: `${adviser} hat Sie in Ihr Kundenportal eingeladen. Es einzurichten dauert etwa zwei Minuten:`,
        button: 'Weiter',
        call: `${firm} anrufen: ${phone}`,
      },
    };
  }
  const never = `Nobody at ${firm} will ever ask you for your PIN or your password.`;
  return {
    subject: `Set up your account with ${firm}`,
    heading: 'Set up your account',
    greeting: `Hello ${client},`,
    lead: `${adviser} at ${firm} invites you to an account of your own: the safe place where you work together. Setting it up takes about two minutes.`,
    button: 'Set up account',
    closing: phone
      ? `${never} If you have a question, call us on ${phone} or reply to this e-mail.`
      : never,
    page: {
      title: `Welcome to ${firm}`,
      lead: `${adviser} has invited you to your client portal. It takes about two minutes to set up:`,
      button: 'Continue',
      call: `Call ${firm}: ${phone}`,
    },
  };
}
