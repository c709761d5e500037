// English: adding and editing a client.

export const en = {
  addLead: 'A security PIN is made with the client.',
  editTitle: (name: string) => `Change what is on record of ${name}`,
  editMobileNote:
    'Another mobile for the PIN voids what was texted to the old one, and the client is told by e-mail.',
  emailMore: 'Another e-mail address',
  emailAdd: 'Add another e-mail address',
  mobile: 'Mobile',
  mobileHint: 'The PIN is texted to it. Without one you read the PIN out.',
  mobileMore: 'Another mobile',
  mobileAdd: 'Add another mobile',
  phone: 'Other phone',
  phoneHint: 'To call: no texts go there.',
  phoneAdd: 'Add a phone to call',
  kind: 'Person or company',
  relation: 'Client or prospect',
  theirLanguage: 'Language of e-mails and pages',
  firmsLanguage: 'The firm’s language',
  alsoWith: 'Also on record of:',
  addNoteMobile:
    '“Add and invite” sends the link by e-mail; the PIN travels by text as your firm chose.',
  addNoteVoice: '“Add and invite” sends the link by e-mail. Without a mobile you read the PIN out.',
  addAndInvite: 'Add and invite',
  addOnly: 'Add only',
  toastAdded: (name: string) => `${name} is added.`,
  toastAddedInvited: (name: string) => `${name} is added, and the invitation is on its way.`,
  toastAddedNotInvited: (name: string, why: string) => `${name} is added, but not invited: ${why}`,
  toastChanged: (name: string) => `The record of ${name} is changed.`,
  warnings: {
    'shared-email': 'This e-mail address is also on record of:',
    'shared-number': 'This number is also on record of:',
    'same-name': 'The same name has:',
  },
};
