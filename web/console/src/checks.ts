// What can be seen of an address or a number while it is typed. The server has the last word; these
// only say early what it would surely say late.

import type { ConsoleStrings } from './strings';

export function checkEmail(strings: ConsoleStrings, typed: string): string | undefined {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(typed.trim()) ? undefined : strings.errorEmail;
}

export function checkMobile(strings: ConsoleStrings, typed: string): string | undefined {
  return isNumber(typed) ? undefined : strings.errorMobile;
}

export function checkPhone(strings: ConsoleStrings, typed: string): string | undefined {
  return isNumber(typed) ? undefined : strings.errorPhone;
}

/** Digits as people group them, at least as many as a short number has, at most fifteen. */
function isNumber(typed: string): boolean {
  const digits = typed.replace(/\D/g, '').length;
  return /^[+(]?[\d\s().\-/]+$/.test(typed.trim()) && digits >= 7 && digits <= 17;
}
