// English: the checklist and the rehearsal.

import { count } from '../../strings/count';

export const en = {
  readyLead: 'What an invitation needs, looked at now.',
  readyAll: 'Everything is ready.',
  readyOpen: count('One thing is still open.', '# things are still open.'),
  readyStates: { ready: 'Ready', missing: 'Missing', warning: 'Look at it', unknown: 'Unknown' },
  askAdmin: 'A firm admin can mend this.',
  askOps: 'Whoever runs the system for your firm can mend this.',
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
      fix: 'Say where it is read',
      whys: { 'no-privacy-link': 'Clients cannot see how you handle their data.' },
    },
    contact: {
      title: 'A number to call',
      good: 'Clients who are stuck see whom to call.',
      fix: 'Give a number',
      whys: { 'no-phone': 'Clients who are stuck are not told whom to call.' },
    },
    'first-staff': {
      title: 'A colleague',
      good: 'Somebody else is there when you are away.',
      fix: 'Add a colleague',
      whys: { 'nobody-else': 'Nobody else looks after clients when you are away.' },
    },
    rehearsal: {
      title: 'A rehearsal',
      good: 'Somebody at the firm has tried it all as a client.',
      fix: 'Try it as your client',
      whys: { 'not-rehearsed': 'Nobody has tried yet what clients go through.' },
    },
    sender: {
      title: 'E-mails go out',
      good: 'The sender’s address is verified and may write to anybody.',
      fix: '',
      whys: {
        'no-answer': 'The e-mail service did not answer just now.',
        'sending-paused': 'Sending is paused.',
        'not-verified': 'The sender’s address is not verified.',
        sandbox: 'The account may write to a few test addresses only.',
      },
    },
    sms: {
      title: 'Texts go out',
      good: 'The account may text anybody.',
      fix: '',
      whys: {
        'no-answer': 'The text service did not answer just now.',
        sandbox: 'The account may text a few test numbers only.',
        'spend-limit': 'The monthly limit is that of a new account: a few dozen texts.',
        'not-set-up':
          'Your firm’s text service isn’t set up yet: a text was refused today. Ops have been notified.',
      },
    },
    'sms-reports': {
      title: 'What becomes of texts',
      good: 'Delivered and failed texts stand on the timeline.',
      fix: '',
      whys: {
        'no-answer': 'The text service did not answer just now.',
        'not-logged': 'Nobody learns whether a text arrived.',
      },
    },
  },
  tryIt: 'Try it as your client',
  tryLead: (email: string) =>
    `Go the whole way yourself: the invitation comes to ${email}, the PIN to your own phone. Nobody else sees any of it, and after a day it is swept away.`,
  ownMobile: 'Your own mobile',
  ownMobileHint: 'Empty: you try it without a text, and read the PIN here.',
  startRehearsal: 'Send me the invitation',
  toastRehearsal: (email: string) => `Your invitation is on its way to ${email}.`,
  tryUnderWay: (email: string) =>
    `Your rehearsal is under way. Open the e-mail at ${email}, best on your phone.`,
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
  tryDone: 'You have been through it all. This is what your clients see.',
  seeAsAdviser: 'What the adviser sees',
  endRehearsal: 'End the rehearsal',
  endRehearsalLead: (name: string) =>
    `The client that you are, ${name}, is erased, with its link, PIN and password.`,
  toastRehearsalEnded: 'The rehearsal is over, and nothing of it is left.',
};
