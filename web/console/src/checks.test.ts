import { expect, test } from 'vitest';
import { checkEmail, checkMobile } from './checks';
import { en } from './strings/en';

test('invalid addresses and numbers are reported while they are typed', () => {
  for (const typed of [
    'nora',
    'nora@',
    'nora@mail',
    'nora@mail..example',
    'no ra@mail.example',
    '@mail.example',
  ]) {
    expect(checkEmail(en, typed), typed).toBe(en.errorEmail);
  }
  for (const typed of ['12345', 'seven', '07400 12345x', '+44+7400123456']) {
    expect(checkMobile(en, typed), typed).toBe(en.errorMobile);
  }
});

test('possibly valid addresses and numbers are left to the server', () => {
  for (const typed of [
    'nora@mail.example',
    "o'neill+news@sub.mail.example",
    'jörg@müller.example',
    '\u2068nora@mail.example\u2069',
  ]) {
    expect(checkEmail(en, typed), typed).toBeUndefined();
  }
  for (const typed of [
    '07400 123456',
    '+44 (0)7400-123456',
    '0044 7400 123 456',
    '(07400) 123456',
    '\u2068+44 7400 123451\u2069',
    '٠٧٤٠٠١٢٣٤٥٩',
    '＋４４ ７４００ １２３４５９',
    '07400–123–456',
  ]) {
    expect(checkMobile(en, typed), typed).toBeUndefined();
  }
});
