// English: what surrounds every view.

export const en = {
  // Around every view
  consoleName: 'Console',
  parts: 'Parts of the console',
  clients: 'Clients',
  ready: 'Ready to invite?',
  settings: 'Settings',
  noConnection: 'No connection. What you see may be old; what you type stays here.',
  dismiss: 'Put this message away',
  undo: 'Undo',
  cancel: 'Cancel',
  save: 'Save',
  continue: 'Continue',
  reload: 'Show me how it stands now',
  nothingHere: 'There is nothing here',
  nothingHereNext: 'This address leads nowhere. Choose a part of the console above.',
  noSuchClient:
    'There is no such client. Somebody may have ended the rehearsal, or the link is not complete.',
  toClients: 'To the clients',

  // Shortcuts
  shortcuts: 'Keyboard shortcuts',
  shortcutSearch: 'Search for a client',
  shortcutNew: 'Add a client',
  shortcutRows: 'Up and down in the list; Enter opens',
  shortcutHelp: 'This list',
  shortcutsOn: 'Shortcuts of one key are on in this browser',

  // Session
  endsSoon: 'Still there?',
  endsSoonLead:
    'For your clients’ safety you are signed out when nothing is done for an hour. Time left:',
  staySignedIn: 'Stay signed in',
  sessionOver: 'Please sign in again',
  sessionOverLead:
    'Your session has ended. Everything on this page is still here and goes on when you are back.',
  leaveInstead: 'Leave the console instead',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  signOutEverywhereLead: 'You are signed out in this browser and in every other one, at once.',
  signedOut: 'You are signed out',
  signedOutLead: 'You can close this page now, or sign in again.',
};
