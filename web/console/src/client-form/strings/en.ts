// English: adding and editing a client.

export const en = {
  addLead: 'A security PIN is created for the client automatically.',
  editTitle: (name: string) => `Edit the record of ${name}`,
  editMobileNote:
    'If you change the mobile for the PIN, the PIN texted to the old one stops working, and we notify the client by e-mail.',
  emailMore: 'Another e-mail address',
  emailAdd: 'Add another e-mail address',
  mobile: 'Mobile',
  mobileHint: 'We text the PIN to it. Without a mobile, you read the PIN out.',
  mobileMore: 'Another mobile',
  mobileAdd: 'Add another mobile',
  phone: 'Other phone',
  phoneHint: 'For calls only: we send no texts to it.',
  phoneAdd: 'Add another phone',
  kind: 'Person or company',
  relation: 'Client or prospect',
  theirLanguage: 'Language of e-mails and pages',
  firmsLanguage: 'The firm’s language',
  alsoWith: 'Also on record of:',
  addNoteMobile:
    '“Add and invite” sends the link by e-mail and the PIN by text, as your firm has chosen.',
  addNoteVoice:
    '“Add and invite” sends the link by e-mail. Without a mobile, you read the PIN out.',
  addAndInvite: 'Add and invite',
  addOnly: 'Add only',
  toastAdded: (name: string) => `${name} has been added.`,
  toastAddedInvited: (name: string) => `${name} has been added, and the invitation is on its way.`,
  toastAddedNotInvited: (name: string, why: string) =>
    `${name} has been added, but not invited: ${why}`,
  toastChanged: (name: string) => `The record of ${name} has been updated.`,
  warnings: {
    'shared-email': 'This e-mail address is also on record of:',
    'shared-number': 'This number is also on record of:',
    'same-name': 'Another client has the same name:',
  },
};
