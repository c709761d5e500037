// The texts of the page that an invitation opens, in the firm's language. `welcomePage.test.ts`
// compares them with the page's own.

import type { Language } from '@vestibule/kit';

interface About {
  firm: string;
  adviser: string;
  phone: string;
}

export interface WelcomePage {
  title: string;
  lead: string;
  button: string;
  call: string;
}

export function welcomePage(language: Language, { firm, adviser, phone }: About): WelcomePage {
  if (language === 'de') {
    return {
      title: `Willkommen bei ${firm}`,
      lead: `${adviser} hat Sie in Ihr Kundenportal eingeladen. Die Einrichtung dauert etwa zwei Minuten:`,
      button: 'Weiter',
      call: `${firm} anrufen: ${phone}`,
    };
  }
  return {
    title: `Welcome to ${firm}`,
    lead: `${adviser} has invited you to your client portal. It takes about two minutes to set up:`,
    button: 'Continue',
    call: `Call ${firm}: ${phone}`,
  };
}
