// English: the checklist and the rehearsal.

import { count } from '../../strings/count';

export const en = {
  readyLead: 'What an invitation needs, checked just now.',
  readyAll: 'Everything is ready.',
  readyOpen: count('One thing left to do.', '# things left to do.'),
  readyStates: { ready: 'Ready', missing: 'Missing', warning: 'Check', unknown: 'Unknown' },
  askAdmin: 'A firm admin can fix this.',
  askOps: 'The people who run the system for your firm can fix this.',
  readiness: {
    branding: {
      title: 'Logo and colour',
      good: 'E-mails and pages look like your firm.',
      fix: 'Choose logo and colour',
      whys: {
        'no-colour-and-logo': 'E-mails and pages have neither your logo nor your colour.',
        'no-colour': 'E-mails and pages do not have your colour.',
        'no-logo': 'E-mails and pages do not have your logo.',
      },
    },
    'privacy-link': {
      title: 'Privacy disclosure',
      good: 'Every e-mail and page links to it.',
      fix: 'Add the link',
      whys: { 'no-privacy-link': 'Clients cannot see how you handle their data.' },
    },
    contact: {
      title: 'A number to call',
      good: 'Clients who are stuck see whom to call.',
      fix: 'Add a number',
      whys: { 'no-phone': 'Clients who are stuck do not see whom to call.' },
    },
    'first-staff': {
      title: 'A colleague',
      good: 'Somebody else is there when you are away.',
      fix: 'Add a colleague',
      whys: { 'nobody-else': 'Nobody else looks after clients when you are away.' },
    },
    rehearsal: {
      title: 'A rehearsal',
      good: 'Somebody at the firm has tried everything as a client.',
      fix: 'Try it as your client',
      whys: { 'not-rehearsed': 'Nobody has tried what clients go through yet.' },
    },
    sender: {
      title: 'E-mails go out',
      good: 'The sender’s address is verified and can write to anybody.',
      fix: '',
      whys: {
        'no-answer': 'The e-mail service did not answer just now.',
        'sending-paused': 'Sending is paused.',
        'not-verified': 'The sender’s address is not verified.',
        sandbox: 'The account can only write to a few test addresses.',
      },
    },
    sms: {
      title: 'Texts go out',
      good: 'The account can text anybody.',
      fix: '',
      whys: {
        'no-answer': 'The text service did not answer just now.',
        sandbox: 'The account can only text a few test numbers.',
        'spend-limit': 'The monthly limit is that of a new account: a few dozen texts.',
        'not-set-up':
          'Your firm’s text service isn’t set up yet: a text was refused today. Ops have been notified.',
      },
    },
    'sms-reports': {
      title: 'Delivery reports for texts',
      good: 'The timeline shows which texts were delivered and which failed.',
      fix: '',
      whys: {
        'no-answer': 'The text service did not answer just now.',
        'not-logged': 'Nobody can see whether a text arrived.',
      },
    },
  },
  tryIt: 'Try it as your client',
  tryLead: (email: string) =>
    `Try everything yourself: the invitation goes to ${email}, the PIN to your own phone. Nobody else sees it, and it is deleted after a day.`,
  ownMobile: 'Your own mobile',
  ownMobileHint: 'Leave it empty to try without a text and read the PIN here.',
  startRehearsal: 'Send me the invitation',
  toastRehearsal: (email: string) => `Your invitation is on its way to ${email}.`,
  tryUnderWay: (email: string) =>
    `Your rehearsal is under way. Open the e-mail at ${email}, preferably on your phone.`,
  trySteps: {
    mailed: 'The invitation is in your mailbox',
    opened: 'You open the link',
    pin: 'You enter the PIN',
    password: 'You choose a password',
    signedIn: 'You sign in',
  },
  stepDone: 'Done:',
  stepNext: 'Next:',
  stepLater: 'Later:',
  tryDone: 'You have completed every step. This is what your clients see.',
  seeAsAdviser: 'What the adviser sees',
  endRehearsal: 'End the rehearsal',
  endRehearsalLead: (name: string) =>
    `The client that represents you, ${name}, is deleted, with its link, PIN and password.`,
  toastRehearsalEnded: 'The rehearsal has ended, and everything in it has been deleted.',
};
