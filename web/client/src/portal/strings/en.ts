// English: the portal.

export const en = {
  troubleTitle: 'This page could not be loaded',
  cookiesTitle: 'Your browser refused a cookie',
  cookiesLead:
    'You entered the right password, but your browser did not keep the cookie that signing in needs.',
  cookiesHelp:
    'Open the settings of your browser, allow cookies for this site, and sign in again. If that does not help, try another browser.',
  homeTitle: (name: string) => `Welcome, ${name}`,
  homeLead: (firm: string) => `This is where you and ${firm} work together.`,
  nothingYet: 'Nothing for you to do right now',
  nothingYetLead: (adviser: string) =>
    `When ${adviser} sends you something to fill in or to read, you will get an e-mail and find it here.`,
  yourAdviser: 'Your adviser',
  signOut: 'Sign out',

  soonTitle: 'Are you still there?',
  soonLead: 'For your safety, you will be signed out in',
  soonLast:
    'You have been signed in for a long time. For your safety, please sign in again; that takes only a moment.',
  stay: 'Stay signed in',
  signInAgain: 'Sign in again',
  overTitle: 'Please sign in again',
  overLead: 'Nothing you typed is lost: you will continue where you left off.',
};
