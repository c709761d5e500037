import type { ConsoleWords } from '../words';

/** Why a password was refused, from the API's code. */
export function passwordFault(words: ConsoleWords, code: string): string {
  switch (code) {
    case 'too-short':
      return words.passwordTooShort;
    case 'too-long':
      return words.passwordTooLong;
    case 'too-easy-common':
      return words.passwordCommon;
    case 'too-easy-about-you':
      return words.passwordAboutYou;
    default:
      return words.passwordTooEasy;
  }
}
