// Converts the firm's settings into the texts of their form, and back into the changes to send.

import { plainNumber, type Schemas, trimEnds } from '@vestibule/kit';

type View = Schemas['SettingsView'];
type Update = Schemas['UpdateSettings'];

export interface Draft {
  name: string;
  slug: string;
  phone: string;
  reply_to: string;
  privacy_link: string;
  language: string;
  country: string;
  colour: string;
  text_countries: string;
  texts_a_day: string;
  link_days: string;
  pin_minutes: string;
  portal_pin: string;
  engagement_pin: string;
  deal_pin: string;
  welcome_proof: 'pin' | 'link-alone';
  after_set_up: 'sign-in' | 'portal';
  tell_on_revoke: 'tell' | 'silent';
}

export function draftOf(view: View): Draft {
  return {
    name: view.name,
    slug: view.slug,
    phone: view.phone ?? '',
    reply_to: view.reply_to,
    privacy_link: view.privacy_link ?? '',
    language: view.language,
    country: view.country,
    colour: view.colour ?? '',
    text_countries: view.text_countries.join(', '),
    texts_a_day: String(view.texts_a_day),
    link_days: String(view.link_days),
    pin_minutes: view.pin_minutes == null ? '' : String(view.pin_minutes),
    portal_pin: view.portal_pin,
    engagement_pin: view.engagement_pin,
    deal_pin: view.deal_pin,
    welcome_proof: view.welcome_proof === 'link-alone' ? 'link-alone' : 'pin',
    after_set_up: view.after_set_up === 'portal' ? 'portal' : 'sign-in',
    tell_on_revoke: view.tell_on_revoke === 'silent' ? 'silent' : 'tell',
  };
}

/** Returns what differs from the stored settings. */
export function typedIn(view: View, draft: Draft): Partial<Draft> {
  const before = draftOf(view);
  const changed = Object.entries(draft).filter(
    ([key, text]) => text.trim() !== before[key as keyof Draft],
  );
  return Object.fromEntries(changed);
}

/** Returns the changes as the API takes them, or the fields that should be numbers and are not. */
export function changes(
  view: View,
  draft: Draft,
): { body: Omit<Update, 'version'> } | { errors: string[] } {
  const changed = Object.keys(typedIn(view, draft)) as (keyof Draft)[];
  const errors: string[] = [];
  const body: Record<string, unknown> = {};
  for (const key of changed) {
    const typed = trimEnds(draft[key]);
    switch (key) {
      case 'phone':
        body[key] = plainNumber(typed) || null;
        break;
      case 'privacy_link':
      case 'colour':
        body[key] = typed || null;
        break;
      case 'pin_minutes':
        body[key] = typed ? Number(plainNumber(typed)) : null;
        break;
      case 'texts_a_day':
      case 'link_days':
        if (/^\d{1,6}$/.test(plainNumber(typed))) body[key] = Number(plainNumber(typed));
        else errors.push(key);
        break;
      case 'text_countries':
        body[key] = typed
          .toUpperCase()
          .split(/[\s,;]+/)
          .filter(Boolean);
        break;
      case 'country':
        body[key] = typed.toUpperCase();
        break;
      default:
        body[key] = typed;
    }
  }
  return errors.length > 0 ? { errors } : { body };
}
