// What people type and paste, as the server takes it. Copying adds white space and characters that
// show nothing, and keyboards have digits of other scripts.

/** Characters that show nothing, as the server passes them over; U+202E turns text around. */
const UNSEEN = /(?!\u202e)\p{Default_Ignorable_Code_Point}/gu;

/** Returns a text without white space and unseen characters at its ends. */
export function trimEnds(text: string): string {
  const blank = '(?:\\s|(?!\\u202e)\\p{Default_Ignorable_Code_Point})+';
  return text.replace(new RegExp(`^${blank}|${blank}$`, 'gu'), '');
}

/** Returns a number with the digits 0 to 9 and the plain plus, without characters that show nothing. */
export function plainNumber(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(/\p{Nd}/gu, plainDigit)
    .replace(/[\uff0b\ufe62]/g, '+');
}

/** The decimal digits of Unicode come in runs of ten, each from zero to nine. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}
