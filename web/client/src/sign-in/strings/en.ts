// English: signing in, and the footer of every page.

export const en = {
  // Footer
  call: (firm: string) => `Call ${firm}:`,
  privacy: 'How we handle your data',

  // Sign in
  signIn: 'Sign in',
  signInLead: 'Sign in to your client portal.',
  email: 'E-mail address',
  password: 'Password',
  continue: 'Continue',
  forgot: 'Forgot your password?',
  emailEmpty: 'Enter your e-mail address',
  emailRefused: 'Enter an e-mail address like name@example.com',
  passwordEmpty: 'Enter your password',
  passwordRefused: 'Your password is wrong',
  signInRefused: 'The e-mail address or the password is wrong',

  // Waiting after wrong passwords
  waitTitle: 'Please wait a moment',
  waitLead:
    'You entered several wrong passwords. For your safety, please wait before you try again.',
  waitLeft: 'Next try in',
  waitOver: 'You can try again now.',
  waitHelp: 'Don’t want to wait?',
  backToSignIn: 'Back to sign-in',

  // Why a sign-in ends here, and what to do next
  endedTitle: 'Your access has ended',
  endedLead: (firm: string) => `Your password is right, but ${firm} has ended this access.`,
  expiredTitle: 'Your login has expired',
  expiredLead: (firm: string) =>
    `Your password is right, but this login has expired. ${firm} can extend it.`,
  endedNext: (firm: string) => `If this is a mistake, call ${firm} or answer any of its e-mails.`,
  renewTitle: 'Please choose a new password',
  heldLead: (firm: string) =>
    `${firm} has asked you to choose a new password and sent you an e-mail with a link. Please open that link; your old password no longer works.`,
  heldNext: 'Didn’t get the e-mail? Ask for another:',
  usedUpLead:
    'You entered too many wrong passwords. For your safety, you can sign in only on a device that you have used before.',
  usedUpNext: 'You can choose a new password:',

  // Forgot password
  forgotTitle: 'Choose a new password',
  sentHelp: 'No e-mail after a few minutes?',
  sentHelp1: 'Look in the spam or junk folder.',

  // Signed out
  outTitle: 'You are signed out',
  outLead: 'You can close this page, or sign in again.',

  // No such firm
  noFirmTitle: 'There is no sign-in page here',
  noFirmLead: 'Please check the address, or open the link in any e-mail from your adviser.',
};
