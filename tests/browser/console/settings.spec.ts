/** Settings: own notifications, the staff, and the firm's choices. */
import type { Page } from '@playwright/test';
import { aClientWithoutMobile, expect, test } from '../vestibule/test.js';
import { asks, isIn, presses, says, shows } from './steps.js';

const EXACT = { exact: true };

/** A flat picture of this kind and size, as the browser draws it. */
async function drawn(page: Page, kind: string, width: number, height: number): Promise<Buffer> {
  const text = await page.evaluate(
    ([kind, width, height]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [width, height];
      const drawing = canvas.getContext('2d')!;
      drawing.fillStyle = '#1d4f63';
      drawing.fillRect(0, 0, width, height);
      return canvas.toDataURL(kind).split(',')[1] ?? '';
    },
    [kind, width, height] as const,
  );
  return Buffer.from(text, 'base64');
}

test('P19 each member of staff chooses their notifications, with immediate effect', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/settings');
  await shows(page, 'Your notices');
  const notice = page.getByLabel('A client asked for a new PIN');
  await expect(notice).not.toBeChecked();
  await notice.check();
  await says(page, 'Notices on: A client asked for a new PIN.');
  await page.getByLabel('A client needs the PIN').uncheck();
  await says(page, 'Notices off: A client needs the PIN.');
  await page.reload();
  await expect(page.getByLabel('A client asked for a new PIN')).toBeChecked();
  await expect(page.getByLabel('A client needs the PIN')).not.toBeChecked();
});

test('a choice that could not be saved is reverted, and the page says so', async ({
  ada,
  context,
  page,
  vestibule,
  guards,
}) => {
  await isIn(ada, context, page, '/console/settings/notices');
  guards.excuse(/^(fault|console): .*notices/, 'the database is down in this test');
  await vestibule.fails({
    service: 'dynamodb',
    operation: 'TransactWriteItems',
    how: 'error-500',
    times: 40,
  });
  await page.getByLabel('A client is blocked').uncheck();
  await says(page, 'This did not work just now');
  await expect(page.getByLabel('A client is blocked')).toBeChecked();
});

test('a firm admin adds a colleague, makes them admin, and deactivates the account; clients go to a successor', async ({
  ada,
  firm,
  context,
  page,
  vestibule,
}) => {
  const eve = await firm.addsStaff('adviser', 'Eve Lindqvist');
  const nora = await eve.adds(aClientWithoutMobile());
  await isIn(ada, context, page, '/console/settings/staff');
  await page.getByLabel('Name', { exact: true }).fill('Hugh Marsh');
  await page.getByLabel('E-mail address').fill(`hugh@${firm.slug}.example`);
  await presses(page, 'Add a colleague');
  await says(page, 'Hugh Marsh has been added');
  const row = (name: string) => page.locator('.members tbody tr', { hasText: name });
  await expect(row('Hugh Marsh')).toContainText('Invited');
  expect((await vestibule.inbox.newest(`hugh@${firm.slug}.example`, 1)).consoleLink()).toMatch(
    /^\/console\/set-up#/,
  );
  await row('Hugh Marsh')
    .getByRole('button', { name: /Send the link again/ })
    .click();
  await expect(page.locator('.toast')).toContainText(/Hugh Marsh|a moment ago/);

  await row('Eve Lindqvist')
    .getByRole('button', { name: /Change role/ })
    .click();
  const role = await asks(
    page,
    'Change the role of Eve Lindqvist?',
    'can change settings and staff',
  );
  await role.getByRole('button', { name: 'Make firm admin' }).click();
  await says(page, 'Eve Lindqvist is now a firm admin');
  await expect(row('Eve Lindqvist')).toContainText('Firm admin');

  await row('Eve Lindqvist')
    .getByRole('button', { name: /End the account/ })
    .click();
  const leave = await asks(
    page,
    'End the account of Eve Lindqvist?',
    'signed out everywhere immediately',
  );
  await leave.getByLabel('New adviser for their clients').selectOption('Ada Marsh');
  await leave.getByRole('button', { name: 'End the account' }).click();
  await says(page, 'The account of Eve Lindqvist has ended');
  await expect(row('Eve Lindqvist')).toContainText('Left');
  await expect.poll(async () => (await ada.reads(nora)).adviser.name).toBe('Ada Marsh');
  expect((await eve.gets('/api/staff/session')).status).toBe(401);
});

test('an adviser sees staff and settings, and cannot change them', async ({
  ada,
  firm,
  context,
  page,
}) => {
  const ben = await firm.addsStaff('adviser');
  await isIn(ben, context, page, '/console/settings/staff');
  await expect(page.getByText('Only firm admins can add colleagues')).toBeVisible();
  await expect(
    page.getByRole('button', { name: /Change role|End the account|Add a colleague/ }),
  ).toHaveCount(0);
  await page.goto('/console/settings/firm');
  await expect(page.getByLabel('Name of the firm')).toHaveValue(firm.name);
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(page.getByLabel('Name of the firm')).toHaveAttribute('readonly', '');
  // The server refuses them too, whatever a page shows.
  const { version } = (await ben.gets('/api/staff/settings')).body;
  expect((await ben.posts('/api/staff/settings', { version, name: 'Ours now' })).status).toBe(403);
  expect((await ada.gets('/api/staff/settings')).body.name).toBe(firm.name);
});

test('N6 the preview shows mail and page as the form is filled in; a pale colour is refused with its contrast', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/settings/firm');
  const preview = page.getByRole('complementary', { name: 'What clients see' });
  const mail = preview.frameLocator('iframe');
  const buttons = [preview.locator('.preview-button'), mail.getByText('Set up account', EXACT)];
  const haveColour = async (colour: string) => {
    for (const button of buttons) await expect(button).toHaveCSS('background-color', colour);
  };
  await haveColour('rgb(29, 79, 99)');
  await page.getByLabel('Name of the firm').fill('Harbour & Vale');
  await expect(preview).toContainText('Set up your account with Harbour & Vale');
  await expect(preview).toContainText('Welcome to Harbour & Vale');
  await expect(mail.getByText('at Harbour & Vale has invited you')).toBeVisible();
  await page.getByLabel('Colour of buttons and headings').fill('#7a1f5c');
  await expect(page.locator('.ratio')).toContainText('White text is readable on it');
  await haveColour('rgb(122, 31, 92)');
  await page.getByLabel('Dark', EXACT).check();
  await expect(mail.locator('body')).toHaveCSS('background-color', 'rgb(20, 24, 29)');
  await page.getByLabel('Dark', EXACT).uncheck();
  await page.getByLabel('Colour of buttons and headings').fill('#ffcc00');
  await expect(page.locator('.ratio')).toContainText(
    'Too pale: white text has a contrast of 1.5 to 1',
  );
  await haveColour('rgb(29, 79, 99)');
  // The mail is whole, nothing in it can be followed, and Back does not lead through the drafts.
  const frame = await preview.locator('iframe').boundingBox();
  const height = await mail.locator('html').evaluate((html) => html.scrollHeight);
  expect(Math.abs((frame?.height ?? 0) - height)).toBeLessThan(2);
  await expect(mail.locator('a[href]')).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('preview.png'), fullPage: true });
  await presses(page, 'Save');
  await expect(
    page.getByRole('link', {
      name: 'White text is hard to read on this colour: choose a darker one',
    }),
  ).toBeVisible();
  await page.getByLabel('Colour of buttons and headings').fill('#7a1f5c');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(preview).toContainText('Richten Sie Ihren Zugang zu Harbour & Vale ein');
  await presses(page, 'Save');
  await says(page, 'The settings have been saved');
  const { body } = await ada.gets('/api/staff/settings');
  expect([body.name, body.colour, body.language]).toEqual(['Harbour & Vale', '#7a1f5c', 'de']);
  await page.goBack();
  await expect(page).not.toHaveURL(/settings\/firm/);
});

test('a preview that cannot be rendered says so, and is loaded again', async ({
  ada,
  context,
  page,
  guards,
}) => {
  guards.excuse(/settings\/invitation/, 'the preview fails in this test');
  let fails = true;
  await page.route(/settings\/invitation/, (route) =>
    fails ? route.fulfill({ status: 503, body: '' }) : route.continue(),
  );
  await isIn(ada, context, page, '/console/settings/firm');
  await expect(page.getByText('The invitation could not be shown just now.')).toBeVisible();
  fails = false;
  await page.locator('.preview-failed').getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('.preview-subject')).toContainText('Set up your account with');
});

test('two admins who change settings at once: the second is warned, and keeps what was typed', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/settings/firm');
  await page.getByLabel('Number to call').fill('020 7946 0111');
  const { version } = (await ada.gets('/api/staff/settings')).body;
  expect((await ada.posts('/api/staff/settings', { version, link_days: 7 })).status).toBe(200);
  await presses(page, 'Save');
  await expect(page.getByText('Somebody changed this since you opened it')).toBeVisible();
  await expect(page.getByLabel('Number to call')).toHaveValue('020 7946 0111');
  await presses(page, 'Reload');
  await expect(page.getByLabel('Links expire after (days)')).toHaveValue('7');
});

test('what is typed in the settings outlasts a logo, another page and somebody else’s changes', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/settings/firm');
  const name = page.getByLabel('Name of the firm');
  await name.fill('Harbour & Vale');
  await expect(page.getByText('You have unsaved changes.')).toBeVisible();
  const flat = await drawn(page, 'image/png', 1200, 300);
  expect(flat.length).toBeLessThan(32 * 1024);
  await page
    .getByLabel('Logo', EXACT)
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: flat });
  await says(page, 'The logo has been saved');
  await expect(name).toHaveValue('Harbour & Vale');
  // Another page of the console, and back.
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await shows(page, 'Clients');
  const { version } = (await ada.gets('/api/staff/settings')).body;
  expect((await ada.posts('/api/staff/settings', { version, link_days: 7 })).status).toBe(200);
  await page.goBack();
  await expect(name).toHaveValue('Harbour & Vale');
  await expect(page.getByLabel('Links expire after (days)')).toHaveValue('7');
  // Leaving the console altogether asks.
  const asked = page.waitForEvent('dialog');
  const leaving = page.evaluate(() => location.assign('/'));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving.catch(() => {});
  await presses(page, 'Save');
  await says(page, 'The settings have been saved');
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
  expect((await ada.gets('/api/staff/settings')).body.name).toBe('Harbour & Vale');
});

test('a logo goes into mails as a picture that every mail program shows', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/settings/firm');
  const file = page.getByLabel('Logo', EXACT);
  for (const [kind, width, height] of [
    ['image/webp', 200, 50],
    ['image/png', 1200, 300],
    ['image/jpeg', 400, 100],
  ] as const) {
    const buffer = await drawn(page, kind, width, height);
    expect(buffer.length).toBeLessThan(32 * 1024);
    const before = (await ada.gets('/api/staff/settings')).body.logo;
    await file.setInputFiles({ name: 'logo', mimeType: kind, buffer });
    await expect
      .poll(async () => (await ada.gets('/api/staff/settings')).body.logo)
      .not.toBe(before);
    const { logo } = (await ada.gets('/api/staff/settings')).body;
    const shown = await page.request.get(String(logo));
    const sent = kind === 'image/jpeg' ? 'image/jpeg' : 'image/png';
    expect(shown.headers()['content-type'], kind).toBe(sent);
  }
});

test('a logo is set and shown to clients, a large one is reduced, and a file without a picture is refused', async ({
  ada,
  firm,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/settings/firm');
  const file = page.getByLabel('Logo', { exact: true });
  await file.setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture at all'),
  });
  await expect(page.locator('.error')).toBeVisible();
  // A photograph of 1600 × 1200 random pixels, far larger than the server accepts.
  const large = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 1200];
    const drawing = canvas.getContext('2d')!;
    const pixels = drawing.createImageData(1600, 1200);
    for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = (at * 7919) % 256;
    drawing.putImageData(pixels, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  expect(large.length).toBeGreaterThan(48 * 1024);
  await file.setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(large, 'base64'),
  });
  await says(page, 'The logo has been saved');
  const picture = page.getByRole('complementary').getByRole('img', { name: firm.name }).first();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await expect(page.locator('.bar-logo')).toBeVisible();
  await presses(page, 'Remove the logo');
  await says(page, 'The logo has been removed');
  expect((await ada.gets('/api/staff/settings')).body.logo ?? null).toBeNull();
});

test('German is complete and remembered', async ({ ada, context, page }) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await isIn(ada, context, page);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await shows(page, 'Kunden');
  await page.goto(`/console/clients/${nora.id}`);
  await expect(page.locator('.pills')).toContainText('Niedrig: noch kein Passwort');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('.line').last()).toContainText('Hinzugefügt');
});
