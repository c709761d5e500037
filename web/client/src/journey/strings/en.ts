// English: from the e-mailed link to the portal.

export const en = {
  step: (step: number, of: number) => `Step ${step} of ${of}`,

  // Welcome
  welcomeTitle: (firm: string) => `Welcome to ${firm}`,
  welcomeLead: (adviser: string) =>
    `${adviser} has invited you to your client portal. It takes about two minutes to set up:`,
  welcomeMobile: 'Enter your mobile number, and we text you a PIN.',
  welcomePinTexted: 'Enter the PIN that we have texted to you.',
  welcomePinAdviser: (adviser: string) => `Enter the PIN that ${adviser} gives you.`,
  welcomePin: 'Enter the PIN.',
  welcomePassword: 'Choose a password of your own.',

  // Mobile
  mobileTitle: 'What is your mobile number?',
  mobileLead: (adviser: string) =>
    `We’ll text you a 6-digit PIN. Use the mobile number that you gave ${adviser}.`,
  mobile: 'Mobile number',
  textMe: 'Text me the PIN',
  havePin: 'I already have a PIN',
  mobileEmpty: 'Enter your mobile number',
  mobileNotValid: 'This is not a complete phone number: please check it',
  mobileFixed: 'This is a landline: please enter a mobile number',
  mobileNot: 'This number cannot receive texts: please enter a mobile number',
  tooManyNumbers: 'Too many different numbers',
  tooManyNumbersLead: (wait: string) =>
    `Several different numbers were entered here today. The next one can be tried in ${wait}. A PIN that you already have still works.`,

  // PIN
  pinTitle: (letter: string | null) => (letter ? `Enter PIN ${letter}` : 'Enter your PIN'),
  pin: (letter: string | null) => (letter ? `PIN ${letter}` : 'PIN'),
  pinHint: 'Six digits',
  pinHintLetter: (letter: string) =>
    `Six digits. Use the newest text, marked “PIN ${letter}”: older PINs no longer work.`,
  pinSentTo: (number: string, adviser: string) =>
    `If ${number} is the number that ${adviser} has for you, a text with your PIN is on its way.`,
  pinTexted: 'We texted a PIN with six digits to your mobile.',
  pinFromAdviser: (adviser: string) =>
    `${adviser} gives you the PIN, for example on the phone. It is not in the e-mail.`,
  pinHave: 'Enter the PIN with six digits that you were given.',
  pinEither: (adviser: string) =>
    `${adviser} gives you the PIN, for example on the phone. You can also have it texted to you.`,
  pinEmpty: 'Enter the PIN',
  pinMalformed: 'A PIN has 6 digits',
  pinWrong: (left: number) =>
    left === 1
      ? 'This PIN is wrong. You have one more try'
      : `This PIN is wrong. You have ${left} more tries`,
  pinOver: 'This PIN is no longer valid',
  pinOverTexted: 'Ask for a new one by text.',
  pinOverAdviser: (adviser: string) => `Please ask ${adviser} for a new one.`,
  notReceived: 'Not received it?',
  notReceived1: 'A text can take a minute or two.',
  notReceived2: (number: string) => `Is ${number} right?`,
  notReceived3: 'Check that your phone has reception and is not in flight mode.',
  changeNumber: 'Enter another number',
  textAgain: 'Text it again',
  textAgainIn: (clock: string) => `You can ask for another text in ${clock}`,
  textedAgain: 'We’ve sent it again.',
  noPin: 'Don’t have a PIN?',
  noPinLead: (adviser: string) => `We can let ${adviser} know that you need it.`,
  askForPin: (adviser: string) => `Ask ${adviser} for the PIN`,

  // Help
  stuckTitle: 'Having trouble?',
  tellStuck: (adviser: string) => `Tell ${adviser} that I’m stuck`,
  adviserNotified: (adviser: string) => `We have notified ${adviser}, who can help you get in.`,
  adviserNotifiedOfPin: (adviser: string) =>
    `We have notified ${adviser} that you need the PIN. ${adviser} will give it to you.`,
  adviserNotNotified: (adviser: string) => `We’ve noted it, but ${adviser} won’t be e-mailed.`,
  callNow: 'To get in faster, call',
  orCall: 'Or call',
  writeInstead: 'You can also reply to the e-mail that brought you here.',

  // Locked
  lockedTitle: 'Too many wrong PINs',
  lockedLead: 'For your security, that PIN no longer works.',
  lockedUntil: 'You can ask for a new PIN in',
  lockedOver: 'You can ask for a new PIN now.',
  newPin: 'Text me a new PIN',
  lockedFaster: (adviser: string) => `${adviser} can give you a new PIN immediately.`,
  lockedByAdviser: (adviser: string) => `You’ll need a new PIN from ${adviser} to continue.`,
  lockedHave: 'I have a new PIN',

  // Password
  passwordTitle: 'Create your password',
  passwordTitleNew: 'Choose a new password',
  passwordLead: 'From now on, you will sign in with your e-mail address and this password.',
  youSignInWith: 'You’ll sign in with this password and',
  newPassword: 'New password',
  passwordHint: 'At least 15 characters. Four or five unrelated words are easy to remember.',
  strengthShort: (missing: number) =>
    missing === 1 ? 'One more character' : `${missing} more characters`,
  strengthEnough: 'Long enough',
  strengthStrong: 'Long and strong',
  savePassword: 'Save password',
  passwordTooShort: 'The password needs at least 15 characters',
  passwordLongest: 'The password has more than 256 characters',
  passwordControl: 'The password contains a character that cannot be typed everywhere',
  easyCommon: 'Many people use this password. Use other words instead',
  easySequence: 'Sequences such as abcd or 1234 are easy to guess. Use words instead',
  easyRepeat: 'Repeating the same thing is easy to guess. Add different words',
  easyDate: 'Dates and years are easy to guess. Add a few words',
  easyAboutYou:
    'Your name, your e-mail address or the firm’s name is easy to guess. Use other words',
  easyMore: 'This can be guessed too easily. Add one or two more words',
  timeLeft: (time: string) =>
    `Please save your password within ${time}. After that you need a new PIN.`,
  setUpOver:
    'You had 10 minutes to set a password, and they have run out. Please enter a PIN again.',

  // Sign in, by a link
  doneTitle: 'Your password is set',
  doneLead: 'Sign in with it now to see your portal.',
  backTitle: 'Welcome back',
  backLead: 'Please sign in to continue.',
  emailHint: 'The address that received the e-mail with the link.',

  // Recovery
  recoverTitle: 'Choose a new password',
  recoverLead: 'First you need a PIN. We text it to the mobile number that we have for you.',
  recoverLeadAdviser: (adviser: string) => `First you need a PIN. ${adviser} gives it to you.`,
  recoverKeep: 'Your old password works until you have saved the new one.',
  recoverSoon: (wait: string) =>
    `A PIN was sent a moment ago. Please look at your phone, or try again in ${wait}.`,
  askedTitle: (adviser: string) => `We have notified ${adviser}`,
  askedLead: (adviser: string) => `${adviser} will get in touch and give you a PIN.`,
  callTitle: (adviser: string) => `Please call ${adviser}`,
  askedNext:
    'Together with the PIN you get a new e-mail. Open the link in it and enter the PIN there.',
  recoverNot: 'If you didn’t ask for this, you can ignore it.',

  // Links that no longer work
  expiredLinkTitle: 'This link has expired',
  expiredLinkLead: 'Links work for a limited time, for your safety.',
  newerTitle: 'There is a newer link',
  newerLead: 'We have sent you a newer e-mail. Please use the link in that one.',
  correctedLinkTitle: 'This link no longer works',
  correctedLinkLead: 'We can send a new link to the e-mail address that we have for you now.',
  mailFresh: 'E-mail me a new link',
  freshSentTitle: 'Check your e-mail',
  freshSent: 'A new link is on its way to the e-mail address that we have for you.',
  freshSoon: (wait: string) =>
    `A new link was sent a moment ago. Please check your e-mail, and the spam folder too. If it is not there, try again in ${wait}.`,
  endedLinkTitle: 'This access has ended',
  endedLinkLead: (firm: string) =>
    `You no longer have access through this link. ${firm} can tell you more and let you in again.`,
  unknownTitle: 'This link does not work',
  unknownLead: 'Part of it may be missing.',
  unknownNext:
    'Please open the newest e-mail from your adviser and press its button. If that does not help, copy the whole link from the e-mail into the address bar.',
  troubleTitle: 'This page could not be loaded',
  noLinkTitle: 'Please open your e-mail',
  noLinkLead:
    'Press the button in the e-mail from your adviser again. You will continue where you left off.',
  signInInstead: 'I have a password: sign in',
};
