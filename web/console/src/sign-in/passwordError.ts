import type { ConsoleStrings } from '../strings';

/** Returns why a password was refused, from the API's code. */
export function passwordError(strings: ConsoleStrings, code: string): string {
  switch (code) {
    case 'too-short':
      return strings.passwordTooShort;
    case 'too-long':
      return strings.passwordTooLong;
    case 'too-easy-common':
      return strings.passwordCommon;
    case 'too-easy-about-you':
      return strings.passwordAboutYou;
    default:
      return strings.passwordTooEasy;
  }
}
