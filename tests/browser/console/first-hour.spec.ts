/** X19 and X18: a firm's first hour, and the adviser as their own client. */

import {
  choosesPassword,
  presses as pressesThere,
  shows as showsThere,
  signsIn,
} from '../client/steps.js';
import { expect, test } from '../vestibule/test.js';
import { asks, isIn, presses, says, shows } from './steps.js';

test('X19 each missing item is listed with the page that fixes it', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/ready');
  await shows(page, 'Ready to invite?');
  const line = (title: string) => page.locator('.check', { hasText: title });
  await expect(line('Logo and colour')).toContainText('Missing');
  await expect(line('A number to call')).toContainText('Ready');
  await line('Privacy disclosure').getByRole('link').click();
  await expect(page.getByLabel('Privacy disclosure')).toBeFocused();
  await page.getByLabel('Privacy disclosure').fill('https://marsh.example/privacy');
  await presses(page, 'Save');
  await says(page, 'The settings have been saved');
  await page.getByRole('link', { name: 'Ready to invite?' }).click();
  await expect(line('Privacy disclosure')).toContainText('Ready');
  await line('A colleague').getByRole('link').click();
  await shows(page, 'Staff');
});

test('X19 an adviser sees who can fix what they may not', async ({ firm, context, page }) => {
  const ben = await firm.addsStaff('adviser');
  await isIn(ben, context, page, '/console/ready');
  const line = page.locator('.check', { hasText: 'Privacy disclosure' });
  await expect(line).toContainText('A firm admin can fix this.');
  await expect(line.getByRole('link')).toHaveCount(0);
  // Any member of staff may rehearse as their own client.
  await expect(page.locator('.check', { hasText: 'A rehearsal' }).getByRole('link')).toBeVisible();
});

test('X18 the adviser rehearses as their own client, on their own phone, and all of it is deleted', async ({
  ada,
  context,
  page,
  openBrowser,
  vestibule,
}) => {
  await isIn(ada, context, page, '/console/ready');
  const mobile = `07400 ${String(Date.now()).slice(-6)}`;
  await page.getByLabel('Your own mobile').fill(mobile);
  await expect(page.getByLabel('Text it once they have confirmed their mobile')).toBeChecked();
  await presses(page, 'Send me the invitation');
  await says(page, `Your invitation is on its way to ${ada.email}`);
  const step = (words: string) => page.locator('.steps li', { hasText: words });
  await expect(step('The invitation is in your mailbox')).toHaveClass('done');

  // The whole journey, as any client takes it.
  const phone = await openBrowser();
  const mail = await ada.newestMail(2);
  await phone.goto(mail.link());
  await pressesThere(phone, 'Continue');
  await expect(step('You open the link')).toHaveClass('done');
  await phone.getByLabel('Mobile number').fill(mobile);
  await pressesThere(phone, 'Text me the PIN');
  await showsThere(phone, 'Enter your PIN');
  const text = await vestibule.inbox.newest(`+44${mobile.replace(/\D/g, '').slice(1)}`, 1);
  await phone.getByLabel('PIN', { exact: true }).fill(text.pin());
  await pressesThere(phone, 'Continue');
  await expect(step('You enter the PIN')).toHaveClass('done');
  await choosesPassword(phone, ada.password);
  await expect(step('You choose a password')).toHaveClass('done');
  await signsIn(phone, ada.email, ada.password);
  await expect(page.getByText('You have completed every step')).toBeVisible();

  await presses(page, 'End the rehearsal');
  const dialog = await asks(page, 'End the rehearsal', ada.name);
  await dialog.getByRole('button', { name: 'End the rehearsal' }).click();
  await says(page, 'The rehearsal has ended');
  await expect(page.getByLabel('Your own mobile')).toBeVisible();
  await expect(page.locator('.check', { hasText: 'A rehearsal' })).toContainText('Ready');
  await phone.goto('/portal');
  await expect(phone.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});
