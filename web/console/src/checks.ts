// Checks of addresses and numbers while they are typed. The server has the last word; these only
// report early what it would certainly refuse.

import { plainNumber, trimEnds } from '@vestibule/kit';
import type { ConsoleStrings } from './strings';

export function checkEmail(strings: ConsoleStrings, typed: string): string | undefined {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimEnds(typed)) ? undefined : strings.errorEmail;
}

export function checkMobile(strings: ConsoleStrings, typed: string): string | undefined {
  return isNumber(typed) ? undefined : strings.errorMobile;
}

export function checkPhone(strings: ConsoleStrings, typed: string): string | undefined {
  return isNumber(typed) ? undefined : strings.errorPhone;
}

/** Whether a text is digits as people group them: 7 to 17 of them. */
function isNumber(typed: string): boolean {
  const plain = trimEnds(plainNumber(typed));
  const digits = plain.replace(/\D/g, '').length;
  return /^[+(]?[\d\s().\-\u2010-\u2015\u2212/]+$/.test(plain) && digits >= 7 && digits <= 17;
}
