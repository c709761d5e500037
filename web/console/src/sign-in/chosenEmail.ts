// Between choosing a password and signing in with it, the e-mail is known: it need not be typed.

let email = '';

export const chosenEmail = (): string => email;
export const keepChosenEmail = (chosen: string): void => {
  email = chosen;
};
