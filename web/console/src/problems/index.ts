// Sentences for what the API refuses.

import type { Problem } from '@vestibule/kit';
import type { ConsoleStrings } from '../strings';

/** Returns the sentence for a refusal; nothing for a failure that the person cannot fix. */
export function problemText(strings: ConsoleStrings, problem: Problem): string | undefined {
  if (problem.kind === 'address-unreachable' && problem.more['why'] === 'complained')
    return strings.refusals.complained;
  if (problem.kind === 'fields-refused') {
    const [field] = Object.entries(problem.fields);
    return field ? fieldError(strings, field[0], field[1]) : strings.refusals.fields;
  }
  const known: Record<string, string> = {
    'already-active': strings.refusals.alreadyActive,
    'address-unreachable': strings.refusals.addressUnreachable,
    'client-archived': strings.refusals.clientArchived,
    'still-has-access': strings.refusals.stillHasAccess,
    'email-taken': strings.refusals.emailTaken,
    'slug-taken': strings.refusals.slugTaken,
    'no-login': strings.refusals.noLogin,
    'no-email': strings.refusals.noEmail,
    'nothing-to-end': strings.refusals.nothingToEnd,
    'no-pin': strings.refusals.noPin,
    'changed-meanwhile': strings.refusals.changedMeanwhile,
    'last-admin': strings.refusals.lastAdmin,
    oneself: strings.refusals.oneself,
    'staff-elsewhere': strings.refusals.staffElsewhere,
    'too-soon': strings.refusals.tooSoon,
    'rehearsal-under-way': strings.refusals.rehearsalUnderWay,
    'link-elsewhere': strings.refusals.linkElsewhere,
    'link-unknown': strings.refusals.linkElsewhere,
    'not-found': strings.refusals.notFound,
    'not-permitted': strings.refusals.notPermitted,
  };
  return known[problem.kind];
}

/** Returns why a field was refused, from its name and the API's code. */
export function fieldError(strings: ConsoleStrings, field: string, code: string): string {
  const name = field.replace(/\[\d+\]$/, '');
  if (code === 'twice') return strings.errorTwice;
  if (code === 'too-many') return strings.errorTooMany;
  switch (name) {
    case 'name':
      return code === 'empty'
        ? strings.errorNameEmpty
        : code === 'too-long'
          ? strings.errorNameLong
          : strings.errorName;
    case 'email':
    case 'emails':
    case 'reply_to':
      if (code === 'is-sign-in') return strings.errorEmailSignIn;
      return code === 'confusable-domain' ? strings.errorEmailConfusable : strings.errorEmail;
    case 'mobile':
    case 'mobiles':
      if (code === 'fixed-line') return strings.errorMobileFixed;
      return code === 'premium-rate' || code === 'not-mobile'
        ? strings.errorMobileNot
        : strings.errorMobile;
    case 'phones':
      return strings.errorPhone;
    case 'expires_at':
      return code === 'past'
        ? strings.errorPast
        : code === 'too-far'
          ? strings.errorTooFar
          : strings.errorDate;
    case 'successor':
    case 'adviser':
      return strings.errorColleague;
    case 'image':
      return code === 'too-large'
        ? strings.errorLogoLarge
        : code === 'not-an-image'
          ? strings.errorLogoKind
          : strings.errorLogo;
    case 'slug':
      return code === 'reserved' ? strings.refusals.slugTaken : strings.errorSlug;
    case 'colour':
      return code === 'too-pale' ? strings.errorColourPale : strings.errorColour;
    case 'privacy_link':
      return strings.errorWebLink;
    case 'country':
    case 'text_countries':
      return strings.errorCountry;
    case 'texts_a_day':
      return strings.errorTexts;
    case 'link_days':
      return code === 'pin-outlives-link' ? strings.errorPinOutlives : strings.errorLinkDays;
    case 'pin_minutes':
      return code === 'pin-outlives-link' ? strings.errorPinOutlives : strings.errorPinMinutes;
    case 'address':
      return strings.errorNotOnRecord;
    case 'phone':
      return strings.errorPhoneLine;
    default:
      return strings.refusals.fields;
  }
}
