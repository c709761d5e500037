// What can be seen of an address or a number while it is typed. The server has the last word; these
// only say early what it would surely say late.

import type { ConsoleWords } from '../words';

export function checkEmail(words: ConsoleWords, typed: string): string | undefined {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(typed.trim()) ? undefined : words.faultEmail;
}

export function checkMobile(words: ConsoleWords, typed: string): string | undefined {
  return isNumber(typed) ? undefined : words.faultMobile;
}

export function checkPhone(words: ConsoleWords, typed: string): string | undefined {
  return isNumber(typed) ? undefined : words.faultPhone;
}

/** Digits as people group them, at least as many as a short number has, at most fifteen. */
function isNumber(typed: string): boolean {
  const digits = typed.replace(/\D/g, '').length;
  return /^[+(]?[\d\s().\-/]+$/.test(typed.trim()) && digits >= 7 && digits <= 17;
}
