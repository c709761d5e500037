// English: the two pages without a firm.

export const en = {
  startTitle: 'Welcome',
  startLead: 'Sign in to your adviser’s client portal.',
  startWith: (firm: string) => `Sign in at ${firm}`,
  startNew: 'First time here? Open the link in the e-mail from your adviser.',
  startBack:
    'Been here before? Open the link in any e-mail from your adviser, or the address that they gave you.',
  nothingTitle: 'Page not found',
  nothingLead: 'The address may be misspelled, or the page may be gone.',
  nothingNext: 'Please open the link in the newest e-mail from your adviser.',
};
