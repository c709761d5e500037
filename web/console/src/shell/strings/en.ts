// English: what surrounds every view.

export const en = {
  // Navigation
  consoleName: 'Console',
  parts: 'Sections',
  clients: 'Clients',
  ready: 'Ready to invite?',
  settings: 'Settings',
  noConnection: 'No connection. What you see may be out of date; what you type is kept.',
  dismiss: 'Dismiss',
  undo: 'Undo',
  cancel: 'Cancel',
  save: 'Save',
  continue: 'Continue',
  reload: 'Reload',
  nothingHere: 'Page not found',
  nothingHereNext: 'There is no page at this address. Choose a section above.',
  noSuchClient:
    'We can’t find this client. The rehearsal may have ended, or the link may be incomplete.',
  toClients: 'Back to clients',

  // Shortcuts
  shortcuts: 'Keyboard shortcuts',
  shortcutSearch: 'Search for a client',
  shortcutNew: 'Add a client',
  shortcutRows: 'Move up and down the list; Enter opens a client',
  shortcutHelp: 'This list',
  shortcutsOn: 'Use single-key shortcuts in this browser',

  // Session
  endsSoon: 'Still there?',
  endsSoonLead:
    'To protect your clients, you are signed out after an hour without activity. Time left:',
  staySignedIn: 'Stay signed in',
  sessionOver: 'Please sign in again',
  sessionOverLead:
    'Your session has ended. Nothing on this page is lost: you can continue once you have signed in.',
  leaveInstead: 'Leave the console instead',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  signOutEverywhereLead:
    'You will be signed out immediately in this browser and in every other one.',
  signedOut: 'You are signed out',
  signedOutLead: 'You can close this page now, or sign in again.',
};
