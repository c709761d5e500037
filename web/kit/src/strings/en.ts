// English: the kit. Every site merges these strings into its own.

export const en = {
  errorInTitle: (title: string) => `Error: ${title}`,
  summary: 'Please check these fields',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  loading: 'One moment',
  again: 'Try again',
  close: 'Close',
  language: 'Language',
  offline: 'We can’t connect right now. What you typed is still here.',
  timeout: 'This is taking too long. What you typed is still here.',
  unavailable:
    'This is not available right now. Please try again in a minute. What you typed is still here.',
  tooMany: (wait: string) => `Too many attempts from this connection. Please wait ${wait}.`,
  internal: 'Something went wrong on our side. Please try again.',
  firmClosed: (firm: string) => `${firm} has closed its portal for now. Please call them.`,
  reference: (id: string) => `Reference, if you call us: ${id}`,
  seconds: (count: number) => (count === 1 ? 'one second' : `${count} seconds`),
  minutes: (count: number) => (count === 1 ? 'one minute' : `${count} minutes`),
  hours: (count: number) => (count === 1 ? 'one hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? 'one day' : `${count} days`),
  skip: 'Skip to the content',
};
