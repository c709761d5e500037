// English: a forgotten password.

export const en = {
  sendLink: 'E-mail me a link',
  forgotLead:
    'Enter your e-mail address. We will send you a link. You then need a PIN to choose a new password.',
  sentTitle: 'Check your e-mail',
  sentLead: (email: string) =>
    `If ${email} belongs to a client with a password, an e-mail with a link is on its way. It works for 24 hours.`,
  sentHelp2: 'Check that this is the address that you sign in with.',
  sentHelp3: 'If you never had a password here, use the link in the e-mail that invited you.',
  sendOther: 'Use another address',
};
