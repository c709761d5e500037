// English: the letter with the PIN.

export const en = {
  letterTitle: 'PIN letter',
  letterLead: (name: string) =>
    `A letter with the PIN of ${name}, to be handed over or sent by post. Making it shows the PIN, which is noted on the timeline.`,
  makeLetter: 'Make the letter',
  print: 'Print',
  letterHello: (name: string) => `Dear ${name},`,
  letterAbout: (firm: string) =>
    `Here is the PIN for your account with ${firm}. You have the link in our e-mail; together they let you in.`,
  letterStep1: 'Open the link in our e-mail.',
  letterStep2: 'Enter this PIN when you are asked for it.',
  letterStep3: 'Choose a password of your own. The PIN is done with then: throw this letter away.',
  letterSecret: (firm: string) =>
    `Keep the PIN to yourself. Nobody at ${firm} will ever ask you for it.`,
  letterCall: (phone: string) => `If you have a question, call us on ${phone}.`,
  letterRegards: 'Kind regards',
};
