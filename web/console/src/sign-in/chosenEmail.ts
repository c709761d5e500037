// Remembers the e-mail between choosing a password and signing in, so that it need not be typed.

let email = '';

export const chosenEmail = (): string => email;
export const keepChosenEmail = (chosen: string): void => {
  email = chosen;
};
