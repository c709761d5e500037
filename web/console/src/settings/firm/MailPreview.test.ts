import type { Schemas } from '@vestibule/kit';
import { expect, test } from 'vitest';
import { draftOf } from './draft';
import { addressOf } from './MailPreview';

const draft = draftOf({
  name: 'Marsh & Partners',
  phone: null,
  colour: '#1d4f63',
  language: 'de',
  text_countries: [],
  portal_pin: 'by-adviser',
  welcome_proof: 'link-alone',
} as unknown as Schemas['SettingsView']);

test('the server gets what the form has, emptied fields too', () => {
  const { pathname, searchParams } = new URL(addressOf(draft, true), 'https://portal.example');
  expect(pathname).toBe('/api/staff/settings/invitation');
  expect(Object.fromEntries(searchParams)).toEqual({
    name: 'Marsh & Partners',
    phone: '',
    colour: '#1d4f63',
    language: 'de',
    portal_pin: 'by-adviser',
    welcome_proof: 'link-alone',
    scheme: 'dark',
  });
});
