import type { Schemas } from '@vestibule/kit';
import { expect, test } from 'vitest';
import { changes, draftOf } from './draft';

const view = {
  version: 'v',
  name: 'Marsh & Partners',
  slug: 'marsh',
  country: 'GB',
  phone: '020 7946 0999',
  reply_to: 'office@marsh.example',
  privacy_link: null,
  colour: '#1d4f63',
  logo: null,
  language: 'en',
  text_countries: ['IE'],
  texts_a_day: 50,
  link_days: 14,
  pin_minutes: null,
  portal_pin: 'once-mobile-confirmed',
  engagement_pin: 'once-mobile-confirmed',
  deal_pin: 'with-invitation',
  welcome_proof: 'pin',
  after_set_up: 'sign-in',
  tell_on_revoke: 'tell',
} as Schemas['SettingsView'];

test('unchanged settings are not sent', () => {
  expect(changes(view, draftOf(view))).toEqual({ body: {} });
});

test('an emptied setting is removed, and a typed one is sent as the API takes it', () => {
  const draft = {
    ...draftOf(view),
    phone: ' ',
    colour: '',
    text_countries: 'ie, de;at',
    pin_minutes: '60',
    link_days: '7',
    name: 'Marsh ',
  };
  expect(changes(view, draft)).toEqual({
    body: {
      phone: null,
      colour: null,
      text_countries: ['IE', 'DE', 'AT'],
      pin_minutes: 60,
      link_days: 7,
      name: 'Marsh',
    },
  });
});

test('text in place of a number is not sent', () => {
  expect(changes(view, { ...draftOf(view), link_days: 'two', texts_a_day: '-1' })).toEqual({
    errors: expect.arrayContaining(['link_days', 'texts_a_day']) as string[],
  });
});
