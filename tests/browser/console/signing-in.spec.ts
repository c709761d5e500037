/** Staff sign in and out: set-up, sign-in, forgotten passwords, the end of a session. */

import { usesUpPasswords } from '../client/steps.js';
import { aClientWithMobile, expect, OTHER_PASSWORD, test } from '../vestibule/test.js';
import { isIn, presses, says, shows } from './steps.js';

test('a colleague sets up the account through the link, and signs in without entering the firm', async ({
  firm,
  page,
}) => {
  const ben = await firm.invitesStaff('adviser');
  await page.goto(ben.setUpLink);
  await shows(page, 'Welcome: choose your password');
  expect(new URL(page.url()).hash, 'the secret has left the address').toBe('');
  await page.getByLabel('New password').fill('too short');
  await presses(page, 'Save password');
  await expect(page.getByText('Too short: at least 15 characters').first()).toBeVisible();
  await expect(page).toHaveTitle(/^Error:/);
  // A reload continues at the same step.
  await page.reload();
  await page.getByLabel('New password').fill(ben.password);
  await presses(page, 'Save password');
  await shows(page, 'Sign in');
  await expect(page.getByLabel('E-mail address')).toHaveValue(ben.email);
  await page.getByLabel('Password', { exact: true }).fill(ben.password);
  await presses(page, 'Sign in');
  await shows(page, 'Clients');

  // The link worked once.
  await page.goto('about:blank');
  await page.goto(ben.setUpLink);
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await presses(page, 'Save password');
  await shows(page, 'This link no longer works');
});

test('the firm is asked for once; a wrong password is reported without naming the wrong field', async ({
  ada,
  firm,
  page,
}) => {
  await page.goto('/console');
  await shows(page, 'Which firm do you work for?');
  await page.getByLabel('Firm web address').fill('nobody-works-here');
  await presses(page, 'Continue');
  await expect(
    page.getByText('We can’t find a firm called “nobody-works-here”').first(),
  ).toBeVisible();
  await page.getByLabel('Firm web address').fill(` /f/${firm.slug}/ `);
  await presses(page, 'Continue');
  await shows(page, 'Sign in');
  await page.getByLabel('E-mail address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(OTHER_PASSWORD);
  await presses(page, 'Sign in');
  await expect(page.getByText('The e-mail address or the password is wrong').first()).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await presses(page, 'Sign in');
  await shows(page, 'Clients');
  await page.goto('/console/settings/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await shows(page, 'You are signed out');
  // The browser remembers the firm from now on.
  await page.goto('/console');
  await shows(page, 'Sign in');
});

test('after a hundred wrong passwords, the page says what still works', async ({
  ada,
  firm,
  page,
}) => {
  await usesUpPasswords(page, '**/api/staff/sign-in');
  await page.goto(`/console/f/${firm.slug}`);
  await page.getByLabel('E-mail address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await presses(page, 'Sign in');
  await expect(page.getByRole('alert')).toContainText('too many wrong passwords');
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await shows(page, 'Choose a new password');
});

test('signing out everywhere ends the session of another browser at its next request', async ({
  ada,
  context,
  page,
  openBrowser,
}) => {
  await isIn(ada, context, page);
  const phone = await openBrowser();
  await isIn(ada, phone.context(), phone);
  await shows(phone, 'Clients');
  await page.goto('/console/settings/account');
  await presses(page, 'Sign out everywhere');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await shows(page, 'You are signed out');
  await phone.getByRole('link', { name: 'Stuck' }).click();
  await expect(phone.getByRole('dialog', { name: 'Please sign in again' })).toBeVisible();
});

test('a forgotten password: a link, a new password, and the old one is void', async ({
  ada,
  firm,
  page,
}) => {
  await page.goto(`/console/f/${firm.slug}`);
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.getByLabel('E-mail address').fill(ada.email);
  await presses(page, 'Send me the link');
  await shows(page, 'Check your e-mail');
  const mail = await ada.newestMail(2);
  await page.goto(mail.consoleLink());
  await shows(page, 'Choose a new password');
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await presses(page, 'Save password');
  await shows(page, 'Sign in');
  await page.getByLabel('Password', { exact: true }).fill(OTHER_PASSWORD);
  await presses(page, 'Sign in');
  await shows(page, 'Clients');
});

test('X6 a session that ends while somebody types loses nothing: after signing in again in place, work continues', async ({
  ada,
  context,
  page,
  vestibule,
}) => {
  await isIn(ada, context, page, '/console/clients/new');
  const nora = aClientWithMobile();
  await page.getByLabel('Name', { exact: true }).fill(nora.name);
  await vestibule.advance({ minutes: 61 });
  await page.getByLabel('E-mail address', { exact: true }).fill('nora@mail.example');
  await presses(page, 'Add only');
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await dialog.getByLabel('Password', { exact: true }).fill(ada.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await shows(page, nora.name);
  await says(page, `${nora.name} has been added`);
});

test('the end of a session is announced three minutes before, and one press keeps it', async ({
  ada,
  context,
  page,
}) => {
  await page.clock.install();
  await isIn(ada, context, page, '/console/settings/account');
  await shows(page, 'Your account');
  await page.clock.fastForward('56:50');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.clock.fastForward('01:00');
  const dialog = page.getByRole('dialog', { name: 'Still there?' });
  await expect(dialog).toContainText(/Time left: 2:\d\d/);
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(dialog).toHaveCount(0);
});
