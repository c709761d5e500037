// What the API refuses, in the words of the console.

import type { Problem } from '@vestibule/kit';
import type { ConsoleWords } from './words';

/** The sentence for a refusal; nothing for what is none of the person's (see `isTrouble`). */
export function problemText(words: ConsoleWords, problem: Problem): string | undefined {
  if (problem.kind === 'address-unreachable' && problem.more['why'] === 'complained')
    return words.refusals.complained;
  if (problem.kind === 'fields-refused') {
    const [field] = Object.entries(problem.fields);
    return field ? fieldFault(words, field[0], field[1]) : words.refusals.fields;
  }
  const known: Record<string, string> = {
    'already-active': words.refusals.alreadyActive,
    'address-unreachable': words.refusals.addressUnreachable,
    'client-archived': words.refusals.clientArchived,
    'still-has-access': words.refusals.stillHasAccess,
    'email-taken': words.refusals.emailTaken,
    'slug-taken': words.refusals.slugTaken,
    'no-login': words.refusals.noLogin,
    'no-email': words.refusals.noEmail,
    'nothing-to-end': words.refusals.nothingToEnd,
    'no-pin': words.refusals.noPin,
    'changed-meanwhile': words.refusals.changedMeanwhile,
    'last-admin': words.refusals.lastAdmin,
    oneself: words.refusals.oneself,
    'staff-elsewhere': words.refusals.staffElsewhere,
    'too-soon': words.refusals.tooSoon,
    'rehearsal-under-way': words.refusals.rehearsalUnderWay,
    'link-elsewhere': words.refusals.linkElsewhere,
    'link-unknown': words.refusals.linkElsewhere,
    'not-found': words.refusals.notFound,
    'not-permitted': words.refusals.notPermitted,
  };
  return known[problem.kind];
}

/** Why a field was refused, from its name and the API's code. */
export function fieldFault(words: ConsoleWords, field: string, code: string): string {
  const name = field.replace(/\[\d+\]$/, '');
  if (code === 'twice') return words.faultTwice;
  if (code === 'too-many') return words.faultTooMany;
  switch (name) {
    case 'name':
      return code === 'empty'
        ? words.faultNameEmpty
        : code === 'too-long'
          ? words.faultNameLong
          : words.faultName;
    case 'email':
    case 'emails':
    case 'reply_to':
      if (code === 'is-sign-in') return words.faultEmailSignIn;
      return code === 'confusable-domain' ? words.faultEmailConfusable : words.faultEmail;
    case 'mobile':
    case 'mobiles':
      if (code === 'fixed-line') return words.faultMobileFixed;
      return code === 'premium-rate' || code === 'not-mobile'
        ? words.faultMobileNot
        : words.faultMobile;
    case 'phones':
      return words.faultPhone;
    case 'expires_at':
      return code === 'past'
        ? words.faultPast
        : code === 'too-far'
          ? words.faultTooFar
          : words.faultDate;
    case 'successor':
    case 'adviser':
      return words.faultColleague;
    case 'image':
      return code === 'too-large'
        ? words.faultLogoLarge
        : code === 'not-an-image'
          ? words.faultLogoKind
          : words.faultLogo;
    case 'slug':
      return code === 'reserved' ? words.refusals.slugTaken : words.faultSlug;
    case 'colour':
      return code === 'too-pale' ? words.faultColourPale : words.faultColour;
    case 'privacy_link':
      return words.faultWebLink;
    case 'country':
    case 'text_countries':
      return words.faultCountry;
    case 'texts_a_day':
      return words.faultTexts;
    case 'link_days':
      return code === 'pin-outlives-link' ? words.faultPinOutlives : words.faultLinkDays;
    case 'pin_minutes':
      return code === 'pin-outlives-link' ? words.faultPinOutlives : words.faultPinMinutes;
    case 'address':
      return words.faultNotOnRecord;
    case 'phone':
      return words.faultPhoneLine;
    default:
      return words.refusals.fields;
  }
}
