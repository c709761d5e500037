// The languages of the pages, and how each writes dates, times and numbers.

import { read, write } from './store';

/** The languages that every string is written in. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

const KEY = 'language';

/** Returns the language that the person chose, or the first that the browser asks for. */
export function chooseLanguage(): Language {
  const wanted = [read('local', KEY), ...navigator.languages];
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => language === tag?.slice(0, 2).toLowerCase());
    if (found) return found;
  }
  return 'en';
}

/** Stores the person's choice in this browser. */
export function keepLanguage(language: Language): void {
  write('local', KEY, language);
}

/** English dates are written the British way. */
const TAGS: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Writes a day, such as "24 November 2026". */
export function writeDay(language: Language, moment: number | string): string {
  const how = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(TAGS[language], how).format(new Date(moment));
}

/** Writes a number as the language does. */
export function writeNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(TAGS[language]).format(value);
}

/** The strings for durations. */
export interface DurationStrings {
  seconds: (count: number) => string;
  minutes: (count: number) => string;
  hours: (count: number) => string;
  days: (count: number) => string;
}

/** Writes a duration, rounded up so that nobody tries too early: "40 seconds", "3 hours". */
export function writeDuration(strings: DurationStrings, seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 90) return strings.seconds(whole);
  if (whole < 90 * 60) return strings.minutes(Math.ceil(whole / 60));
  if (whole < 48 * 3600) return strings.hours(Math.ceil(whole / 3600));
  return strings.days(Math.ceil(whole / 86_400));
}

/** Writes the time left on a clock: "0:42", "14:05", "2:00:10". */
export function writeClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}
