/** The page of a client: what it shows, how it updates automatically, and every action on it. */

import { atThePin, typesPin } from '../client/steps.js';
import {
  aClientWithMobile,
  aClientWithoutMobile,
  expect,
  NewClient,
  test,
} from '../vestibule/test.js';
import { asks, isIn, line, looksAt, presses, says, shows, wrongFor } from './steps.js';

test('P2 the PIN is shown on request, recorded, and hidden again after a while', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await isIn(ada, context, page);
  await page.clock.install();
  await looksAt(nora, page);
  await expect(page.locator('.pills')).toContainText('Low: no password yet');
  await expect(page.locator('.digits')).toHaveCount(0);
  await page.getByRole('button', { name: /^Show the PIN/ }).click();
  const digits = page.locator('.digits');
  await expect(digits).toBeFocused();
  const shown = (await digits.innerText()).replace(/\D/g, '');
  await page.clock.runFor(3000);
  await expect(line(page, 'Viewed PIN')).toBeVisible();
  expect(shown).toBe(await ada.revealsPin(nora));
  await page.clock.runFor(60_000);
  await expect(digits).toHaveCount(0);
});

test('P18 X3 a client types five wrong PINs: within 3 s the adviser’s page shows it without reloading, and a new PIN lets them in', async ({
  ada,
  context,
  page,
  openBrowser,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const wrong = wrongFor(await ada.revealsPin(nora));
  await isIn(ada, context, page);
  await looksAt(nora, page);
  const theirs = await openBrowser();
  await atThePin(nora, theirs);
  for (let guess = 1; guess <= 4; guess += 1) {
    await typesPin(theirs, wrong);
    await expect(theirs.getByText(/You have .* more tr/).first()).toBeVisible();
  }
  await typesPin(theirs, wrong);
  await shows(theirs, 'Too many wrong PINs');
  const blockedAt = Date.now();
  await expect(page.locator('.pills')).toContainText('Blocked', { timeout: 3000 });
  expect(Date.now() - blockedAt, 'milliseconds until the page showed it').toBeLessThan(3000);
  const help = page.getByRole('region', { name: 'Help them in' });
  await expect(help).toContainText('They entered five wrong PINs');
  await expect(line(page, 'Blocked: five wrong PINs')).toContainText(
    'What to do now: generate a new PIN',
  );

  await help.getByRole('button', { name: 'Generate new PIN' }).click();
  await says(page, 'Nora Fielding has a new PIN');
  await expect(page.locator('.pills')).not.toContainText('Blocked');
  await expect(line(page, 'Blocked: five wrong PINs')).not.toContainText('What to do now');
  await page.getByRole('button', { name: /^Show the PIN/ }).click();
  const pin = (await page.locator('.digits').innerText()).replace(/\D/g, '');
  await theirs.getByRole('button', { name: 'I have a new PIN' }).click();
  await typesPin(theirs, pin);
  await shows(theirs, 'Create your password');
  // It was used: it is shown no longer, and there is no letter of it.
  await expect(page.locator('.digits')).toHaveCount(0);
  const letter = await context.newPage();
  await letter.goto(`/console/clients/${nora.id}/letter`);
  await expect(letter.getByText('There is no PIN to show')).toBeVisible();
  await expect(letter.getByRole('button', { name: 'Make the letter' })).toHaveCount(0);
  await letter.close();
  await theirs.getByLabel('New password').fill(nora.password);
  await theirs.getByRole('button', { name: 'Save password' }).click();
  // P9: visible to the adviser at once.
  await expect(page.locator('.pills')).toContainText('High: password set', { timeout: 5000 });
  await expect(page.locator('.pills')).toContainText('Active');
});

test('P5 an invitation with a choice of the PIN’s route', async ({ ada, context, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Invite');
  const dialog = await asks(page, 'Invite Nora Fielding', nora.email);
  await expect(dialog).toContainText('PIN by text once the mobile is confirmed');
  await dialog.getByLabel('Text it together with the invitation').check();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await says(page, 'The invitation to Nora Fielding is on its way');
  expect((await nora.newestText()).pin()).toBe(await ada.revealsPin(nora));
  await expect(line(page, 'Invited (PIN by text with the invitation)')).toBeVisible();
  await expect(line(page, 'E-mail delivered: the invitation')).toBeVisible();
  await expect(line(page, 'Text with the PIN delivered')).toBeVisible();
  // Invited again: the previous link no longer works.
  const first = (await nora.newestMail()).link();
  await presses(page, 'Send the invitation again');
  await page.getByRole('dialog').getByRole('button', { name: 'Send the invitation again' }).click();
  await says(page, 'The invitation to Nora Fielding is on its way');
  expect((await nora.newestMail(2)).link()).not.toBe(first);
});

test('X3 a bounced e-mail names the address, and correcting it offers to send again', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(
    new NewClient('Nora Fielding').withEmail(`bounce+${Date.now()}@simulator.amazonses.com`),
  );
  await ada.invites(nora);
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await expect(page.locator('.facts')).toContainText('this address doesn’t exist');
  const bounced = line(page, 'E-mail came back, this address doesn’t exist: the invitation');
  await expect(bounced).toContainText(
    'What to do now: ask for an address that exists, and correct it.',
  );
  const help = page.getByRole('region', { name: 'Help them in' });
  await help.getByRole('button', { name: 'Correct the e-mail' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the e-mail of Nora Fielding' });
  await expect(dialog.getByLabel('E-mail address')).toBeFocused();
  await dialog.getByLabel('E-mail address').fill('nora@mail');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.locator('.error')).toHaveText(
    'Enter an e-mail address like name@example.com',
  );
  const right = `nora-${Date.now()}@mail.example`;
  await dialog.getByLabel('E-mail address').fill(right);
  await dialog.getByRole('button', { name: 'Save' }).click();
  // Offered at once: the mail to the wrong address never arrived.
  const again = await asks(page, 'Send Nora Fielding the invitation again', right);
  await again.getByRole('button', { name: 'Send the invitation again' }).click();
  await says(page, 'The invitation to Nora Fielding is on its way');
  await expect(line(page, 'E-mail delivered: the invitation')).toBeVisible();
  await expect(bounced).not.toContainText('What to do now');
  await expect(page.locator('.facts')).not.toContainText('this address doesn’t exist');
});

test('X3 a failed text shows why and what helps; another mobile voids the texted PIN', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithoutMobile().withMobile('07400 000005'));
  await ada.invites(nora, { pin: 'with-invitation' });
  await isIn(ada, context, page);
  await looksAt(nora, page);
  const failed = line(
    page,
    'PIN text not delivered: the number does not exist, or cannot receive texts',
  );
  await expect(failed).toContainText('What to do now: ask for a mobile that can receive texts');
  const help = page.getByRole('region', { name: 'Help them in' });
  await help.getByRole('button', { name: 'Correct the mobile' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the mobile of Nora Fielding' });
  await dialog.getByLabel('Mobile').fill('020 7946 0018');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.locator('.error')).toHaveText('This is a landline: please enter a mobile');
  await dialog.getByLabel('Mobile').fill('07400 123999');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await says(page, 'The mobile of Nora Fielding has been corrected');
  await expect(page.locator('.facts')).toContainText('+447400123999');
  await expect(page.locator('.facts')).toContainText('PIN B');
  await expect(failed).not.toContainText('What to do now');
});

test('a link that the browser does not let the page copy is shown, and recorded once', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('refused')) },
    });
  });
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Copy the link');
  const shown = new URL(await page.getByRole('dialog').getByRole('textbox').inputValue());
  expect(shown.pathname + shown.hash).toBe((await nora.newestMail()).link());
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(line(page, 'Link copied')).toBeVisible();
  await page.reload();
  await expect(page.locator('.line', { hasText: 'Link copied' })).toHaveCount(1);
});

test('copying the invitation’s link is recorded', async ({ ada, context, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Copy the link');
  await says(page, 'Link copied');
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.pathname + copied.hash).toBe((await nora.newestMail()).link());
  await expect(line(page, 'Link copied')).toBeVisible();
});

test('cancel, archive, restore: each names the client, and offers undo where possible', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Cancel the invitation');
  const cancel = await asks(
    page,
    'Cancel the invitation of Nora Fielding?',
    'stop working immediately',
    'Keep the invitation',
  );
  // Enter does not cancel by accident.
  await page.keyboard.press('Enter');
  await expect(cancel).toHaveCount(0);
  await expect(page.locator('.pills')).toContainText('Invited');
  await presses(page, 'Cancel the invitation');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the invitation' }).click();
  await says(page, 'The invitation of Nora Fielding has been cancelled');
  await expect(page.locator('.pills')).toContainText('Not invited');
  await presses(page, 'Archive');
  await says(page, 'Nora Fielding has been archived');
  await expect(page.locator('.pills')).toContainText('Archived');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await says(page, 'Nora Fielding is back in the list');
  await expect(page.locator('.pills')).toContainText('Not invited');
});

test('revoking names the client and the effects, and ends the client’s session', async ({
  ada,
  context,
  page,
  openBrowser,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  const theirs = await openBrowser();
  await nora.signsInFor(theirs.context());
  await theirs.goto('/portal');
  await shows(theirs, 'Welcome, Nora Fielding');
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Revoke access');
  const dialog = await asks(page, 'Revoke the access of Nora Fielding?', 'signed out immediately');
  await dialog.getByRole('button', { name: 'Revoke access' }).click();
  await says(page, 'The access of Nora Fielding has been revoked');
  await expect(page.locator('.pills')).toContainText('Revoked');
  await expect(page.locator('.pills')).toContainText('Low: no password yet');
  await theirs.goto('/portal');
  await expect(theirs.getByRole('heading', { name: 'Welcome, Nora Fielding' })).toHaveCount(0);
});

test('S10 a client is handed over, and back', async ({ ada, firm, context, page }) => {
  const ben = await firm.addsStaff('adviser');
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Hand over');
  const dialog = page.getByRole('dialog', { name: 'Hand Nora Fielding over' });
  await dialog.getByLabel('New adviser').selectOption(ben.name);
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await says(page, 'Nora Fielding has been handed over to Ben Okoro');
  await expect(line(page, 'Handed over to Ben Okoro')).toContainText('Ada Marsh');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(line(page, 'Handed over to Ada Marsh')).toBeVisible();
});

test('N2 a login ends on a date, or never', async ({ ada, context, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Set an end date');
  const dialog = page.getByRole('dialog', { name: 'When the login of Nora Fielding ends' });
  // There is no date that could be removed.
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Enter a date');
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Login ends').fill(day);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await says(page, 'The end date of Nora Fielding’s login has been set');
  // The whole day, in the adviser's zone.
  expect((await ada.reads(nora)).login.expires_at).toMatch(new RegExp(`^${day}T23:59:59`));
  await presses(page, 'Set an end date');
  await page.getByLabel('Login ends').fill('');
  await presses(page, 'Remove the end date');
  await says(page, 'The login of Nora Fielding has no end date');
  expect((await ada.reads(nora)).login.expires_at ?? null).toBeNull();
});

test('a new PIN for a client with a password explains its effect, and starts a recovery', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  const mails = (await nora.mails()).length;
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Generate new PIN');
  const dialog = await asks(page, 'A new PIN for Nora Fielding?', 'It stops working until');
  await dialog.getByRole('button', { name: 'Generate new PIN' }).click();
  await says(page, 'a link to choose a new password is on its way');
  expect((await nora.newestMail(mails + 1)).link()).toMatch(/^\/i#/);
});

test('a PIN letter is created on demand, recorded, and printed on its own', async ({
  ada,
  context,
  page,
  shot,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await presses(page, 'Print a PIN letter');
  await shows(page, 'PIN letter');
  await expect(page.locator('.letter')).toHaveCount(0);
  await presses(page, 'Make the letter');
  const pin = await ada.revealsPin(nora);
  await expect(page.locator('.letter-pin')).toContainText(`${pin.slice(0, 3)} ${pin.slice(3)}`);
  expect(await ada.timeline(nora)).toContain('pin-revealed');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.letter')).toBeVisible();
  for (const hidden of ['.bar', '.no-print', '.foot'])
    await expect(page.locator(hidden)).toBeHidden();
  await shot(page, 'console-letter-printed');
});

test('times are those of the reader’s zone, exact for the mouse, for screen readers and on demand', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await isIn(ada, context, page);
  await looksAt(nora, page);
  const time = page.locator('.line time').first();
  const at = new Date((await time.getAttribute('datetime')) ?? '');
  const exact = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: 'Europe/London',
    timeZoneName: 'short',
  }).format(at);
  await expect(time).toHaveAttribute('title', exact);
  await expect(time.locator('.unseen')).toHaveText(exact);
  await page.getByLabel('Exact times').check();
  await expect(time).toHaveText(exact);
});

test('a page that cannot update says so, and catches up', async ({
  ada,
  context,
  page,
  guards,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page);
  await looksAt(nora, page);
  guards.excuse(/^console: .*ERR_/, 'the connection is cut in this test');
  await page.route('**/timeline', (route) => route.abort());
  await expect(page.getByText('could not be refreshed')).toBeVisible();
  await ada.invites(nora);
  await page.unroute('**/timeline');
  await expect(page.locator('.pills')).toContainText('Invited', { timeout: 20_000 });
  await expect(page.getByText('could not be refreshed')).toHaveCount(0);
});

test('markup in a name is shown as text', async ({ ada, context, page }) => {
  const name = '<img src=x onerror=alert(1)> & {{ name }}';
  const answer = await ada.posts('/api/staff/clients', { name });
  test.skip(answer.status !== 201, 'the server takes no such name');
  await isIn(ada, context, page, `/console/clients/${answer.body.id}`);
  await shows(page, name);
  await page.goto('/console/clients');
  await expect(page.locator('a.row-name')).toHaveText(name);
});

test('a PIN letter is in the client’s language, whatever the console’s is', async ({
  ada,
  context,
  page,
}) => {
  const { body } = await ada.posts('/api/staff/clients', { name: 'Nora Fielding', language: 'de' });
  await isIn(ada, context, page, `/console/clients/${body.id}/letter`);
  await presses(page, 'Make the letter');
  await expect(page.locator('.letter')).toContainText('Guten Tag Nora Fielding');
  await expect(page.locator('.letter')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
});
