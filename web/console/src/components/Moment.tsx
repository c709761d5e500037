// A point in time, in the reader's time zone: short on the page; exact in its tooltip, for screen
// readers, and for everybody while "exact times" is on.

import type { Language } from '@vestibule/kit';
import { useStrings } from '../strings';

const TAGS: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Writes "24 November 2026 at 14:05:09 GMT". */
export function writeExactly(language: Language, at: string): string {
  return new Intl.DateTimeFormat(TAGS[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** Writes "today, 14:05"; "24 Nov, 14:05" in this year; "24 Nov 2025" in an earlier one. */
export function writeShortly(language: Language, at: string, now = new Date()): string {
  const then = new Date(at);
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  const write = (how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(TAGS[language], how).format(then);
  if (then.toDateString() === now.toDateString()) {
    const today = new Intl.RelativeTimeFormat(TAGS[language], { numeric: 'auto' }).format(0, 'day');
    return `${today}, ${write(clock)}`;
  }
  return then.getFullYear() === now.getFullYear()
    ? write({ ...day, ...clock })
    : write({ ...day, year: 'numeric' });
}

/** Writes the day alone, as the timeline's headings do. */
export function writeDate(language: Language, at: string): string {
  return new Intl.DateTimeFormat(TAGS[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(at));
}

export function Moment({
  at,
  clock = false,
  exact = false,
}: {
  at: string;
  clock?: boolean;
  exact?: boolean;
}) {
  const { language } = useStrings();
  const exactly = writeExactly(language, at);
  const short = clock
    ? new Intl.DateTimeFormat(TAGS[language], { hour: '2-digit', minute: '2-digit' }).format(
        new Date(at),
      )
    : writeShortly(language, at);
  return (
    <time dateTime={at} title={exactly}>
      {exact ? (
        exactly
      ) : (
        <>
          <span aria-hidden="true">{short}</span>
          <span class="unseen">{exactly}</span>
        </>
      )}
    </time>
  );
}
