/** From the link to the portal, as people use it: interrupted, hurried, on bad networks, by keyboard. */
import { aClientWithMobile, aClientWithoutMobile, expect, test } from '../vestibule/test.js';
import {
  atThePassword,
  atThePin,
  choosesPassword,
  opens,
  presses,
  shows,
  signsIn,
  typesPin,
  wrongFor,
} from './steps.js';

test('P6 a wrong number gets the same reply as the right one, and is shown as typed', async ({
  ada,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await presses(page, 'Continue');
  await page.getByLabel('Mobile number').fill('07400 99 88 77');
  await presses(page, 'Text me the PIN');
  await shows(page, 'Enter your PIN');
  await expect(
    page.getByText('If 07400 99 88 77 is the number that Ada Marsh has for you'),
  ).toBeVisible();
  await expect(page.locator('body')).not.toContainText(nora.mobile.slice(-4));
  expect(await nora.texts()).toHaveLength(0);

  // The field still has the typed number, and the client corrects it.
  await page.getByText('Not received it?').click();
  await page.getByRole('link', { name: 'Enter another number' }).click();
  await expect(page.getByLabel('Mobile number')).toHaveValue('07400 99 88 77');
  await page.getByLabel('Mobile number').fill(nora.mobile);
  await presses(page, 'Text me the PIN');
  await typesPin(page, (await nora.newestText()).pin());
  await shows(page, 'Create your password');
});

test('P8 spaces that a keyboard pastes are stripped in the field, and nothing is sent before a press', async ({
  ada,
  page,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  const pin = await ada.revealsPin(nora);
  const field = page.getByLabel('PIN', { exact: true });
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await expect(field).toHaveAttribute('autocomplete', 'off');
  await field.pressSequentially(` ${pin.slice(0, 3)} ${pin.slice(3)} `);
  await expect(field).toHaveValue(pin);
  await shows(page, 'Enter your PIN');
  await field.fill('12345');
  await presses(page, 'Continue');
  await expect(page.getByText('A PIN has 6 digits').first()).toBeVisible();
  expect(await ada.timeline(nora), 'costs no try').not.toContain('pin-wrong');
  await typesPin(page, pin);
  await shows(page, 'Create your password');
});

test('P7 a phone can fill in the texted PIN, and a pasted text yields it', async ({
  ada,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  const field = page.getByLabel('PIN', { exact: true });
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  const text = await nora.newestText();
  await field.fill(text.text);
  await expect(field).toHaveValue(text.pin());
});

test('P7 the text is sent again after a minute, not before', async ({ ada, page, vestibule }) => {
  await page.clock.install();
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  const first = await nora.newestText();
  await page.getByText('Not received it?').click();
  await expect(page.getByText(/You can ask for another text in 0:\d\d/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Text it again' })).toHaveCount(0);
  await vestibule.advance({ seconds: 61 });
  await page.clock.fastForward(61_000);
  await presses(page, 'Text it again');
  await expect(page.getByText('We’ve sent it again.')).toBeVisible();
  expect((await nora.newestText(2)).pin(), 'the same PIN').toBe(first.pin());
});

test('X20 after a minute the page offers to notify the adviser, and shows whom to call', async ({
  ada,
  firm,
  page,
}) => {
  await page.clock.install();
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  await expect(page.getByRole('button', { name: /stuck/ })).toHaveCount(0);
  await page.clock.fastForward(61_000);
  await presses(page, 'Tell Ada Marsh that I’m stuck');
  await expect(
    page.getByText('We have notified Ada Marsh, who can help you get in.'),
  ).toBeVisible();
  await expect(page.locator('.stuck').getByRole('link', { name: firm.phone })).toHaveAttribute(
    'href',
    'tel:+442079460999',
  );
  expect(await ada.timeline(nora)).toContain('stuck-told');
});

test('X5 X14 after the wait of a block, PIN B is texted and works', async ({
  ada,
  page,
  vestibule,
}) => {
  await page.clock.install();
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  const wrong = wrongFor((await nora.newestText()).pin());
  for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try']) {
    await typesPin(page, wrong);
    await expect(page.getByText(`You have ${left}`).first()).toBeVisible();
  }
  await typesPin(page, wrong);
  await shows(page, 'Too many wrong PINs');
  await expect(page.getByRole('timer')).toHaveText(/^1[56] minutes$/);
  await expect(page.getByRole('button', { name: 'Text me a new PIN' })).toHaveCount(0);
  await page.goBack();
  await page.goForward();
  await shows(page, 'Too many wrong PINs');
  await vestibule.advance({ minutes: 15, seconds: 1 });
  await page.clock.fastForward('15:01');
  await presses(page, 'Text me a new PIN');
  await expect(page.getByLabel('Mobile number')).toHaveValue(nora.mobile);
  await presses(page, 'Text me the PIN');
  await shows(page, 'Enter PIN B');
  await typesPin(page, (await nora.newestText(2)).pin());
  await shows(page, 'Create your password');
});

test('P16 the page says truthfully whether the adviser was notified, and whom to call', async ({
  ada,
  firm,
  page,
}) => {
  const quiet = await ada.posts('/api/staff/notices', { choices: { 'pin-needed': false } });
  expect(quiet.status, quiet.text).toBe(200);
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  await page.getByText('Don’t have a PIN?').click();
  await presses(page, 'Ask Ada Marsh for the PIN');
  await expect(page.getByText('We’ve noted it, but Ada Marsh won’t be e-mailed.')).toBeVisible();
  await expect(page.getByText('To get in faster, call')).toContainText(firm.phone);
  expect(await ada.timeline(nora)).toContain('pin-asked-for');
});

test('after five different numbers the page says how long, and what still works', async ({
  ada,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await presses(page, 'Continue');
  for (let last = 1; last <= 6; last += 1) {
    await page.getByLabel('Mobile number').fill(`07400 99999${last}`);
    await presses(page, 'Text me the PIN');
    if (last === 6) break;
    await shows(page, 'Enter your PIN');
    await page.goBack();
    await shows(page, 'What is your mobile number?');
  }
  await expect(page.getByRole('alert')).toContainText('The next one can be tried in 24 hours');
  await page.getByRole('link', { name: 'I already have a PIN' }).click();
  await typesPin(page, await ada.revealsPin(nora));
  await shows(page, 'Create your password');
});

test('P11 a reload, a killed tab and reopening the mail all return the client to the same step', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  await page.reload();
  await shows(page, 'Enter your PIN');
  await expect(page.getByText(`If ${nora.mobile} is the number`)).toBeVisible();

  await typesPin(page, await ada.revealsPin(nora));
  await shows(page, 'Create your password');
  await page.reload();
  await shows(page, 'Create your password');
  await expect(page.getByText(nora.email)).toBeVisible();
  await expect(page.locator('input[autocomplete=username]')).toHaveValue(nora.email);

  // The tab was closed; the mail is opened again, in another one.
  await page.close();
  const other = await context.newPage();
  await opens(nora, other);
  await shows(other, 'Create your password');
  await choosesPassword(other, nora.password);
  await expect(other.getByText('Your password is set')).toBeVisible();
});

test('Back works, keeps what was typed, and every step has its own title and address', async ({
  ada,
  firm,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await expect(page).toHaveTitle(`Welcome to ${firm.name}`);
  await expect(page).toHaveURL(/\/i$/);
  await presses(page, 'Continue');
  await expect(page).toHaveURL(/\/i\/mobile$/);
  await expect(page).toHaveTitle(`What is your mobile number? – ${firm.name}`);
  await expect(
    page.getByRole('heading', { level: 1 }),
    'the focus moves with the page',
  ).toBeFocused();
  await page.getByLabel('Mobile number').fill(nora.mobile);
  await presses(page, 'Text me the PIN');
  await shows(page, 'Enter your PIN');
  await expect(page).toHaveURL(/\/i\/pin$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goBack();
  await shows(page, 'What is your mobile number?');
  await expect(page.getByLabel('Mobile number')).toHaveValue(nora.mobile);
  await page.goBack();
  await shows(page, `Welcome to ${firm.name}`);
  await page.goForward();
  await shows(page, 'What is your mobile number?');
});

test('the secret of the link is in no address and stays in this tab', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  const token = (await nora.newestMail()).link().split('#')[1] ?? '';
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url(), JSON.stringify(request.headers())));
  await atThePin(nora, page);
  expect(page.url()).not.toContain('#');
  expect(asked.join('\n')).not.toContain(token);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);

  // The next person at this computer finds nothing.
  const next = await context.newPage();
  await next.goto('/i/pin');
  await shows(next, 'Please open your e-mail');
});

test('X1 mail scanners open the link and press every button without using it up', async ({
  ada,
  openBrowser,
  page,
  request,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  const link = (await nora.newestMail()).link();
  for (const how of ['GET', 'HEAD'] as const) {
    expect((await request.fetch(link.replace('#', '?'), { method: how })).status()).toBe(200);
    expect((await request.fetch(link, { method: how })).status()).toBe(200);
  }
  for (let scanner = 0; scanner < 3; scanner += 1) {
    const preview = await openBrowser();
    await preview.goto(link);
    await presses(preview, 'Continue');
    await presses(preview, 'Text me the PIN');
    await preview.getByRole('link', { name: 'I already have a PIN' }).click();
    await presses(preview, 'Continue');
    await typesPin(preview, 'scan me');
    for (const form of await preview.locator('form').all()) {
      await form.evaluate((found: HTMLFormElement) => found.requestSubmit());
    }
  }
  const timeline = await ada.timeline(nora);
  expect(timeline.filter((line) => /^(pin-wrong|blocked|sms|wrong-mobile)/.test(line))).toEqual([]);
  await atThePassword(ada, nora, page);
  await choosesPassword(page, nora.password);
  await expect(page.getByText('Your password is set')).toBeVisible();
  expect((await ada.reads(nora)).security_level).toBe('high');
});

test('a double press is one request', async ({ ada, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await presses(page, 'Continue');
  await page.getByLabel('Mobile number').fill(nora.mobile);
  let asked = 0;
  await page.route('**/api/client/verify-mobile', async (route) => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const button = page.getByRole('button', { name: 'Text me the PIN' });
  await button.dblclick();
  await page.keyboard.press('Enter');
  await shows(page, 'Enter your PIN');
  expect(asked).toBe(1);
});

test('when the network fails nothing is lost, and a retry works', async ({ ada, guards, page }) => {
  guards.excuse(/^console: .*ERR_INTERNET_DISCONNECTED/, 'the network is down in this test');
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await presses(page, 'Continue');
  await page.getByLabel('Mobile number').fill(nora.mobile);
  await page.context().setOffline(true);
  await presses(page, 'Text me the PIN');
  await expect(page.getByRole('alert')).toContainText('What you typed is still here');
  await expect(page.getByLabel('Mobile number')).toHaveValue(nora.mobile);
  await page.context().setOffline(false);
  await presses(page, 'Try again');
  await shows(page, 'Enter your PIN');
  await nora.newestText();
});

test('when the API is down the page says so, and no attempt is lost', async ({
  ada,
  guards,
  page,
  vestibule,
}) => {
  guards.excuse(/^fault: 503/, 'the database is down in this test');
  guards.excuse(/^console: .*503/, 'Chromium says so too');
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  const pin = await ada.revealsPin(nora);
  await vestibule.fails({ service: 'dynamodb', how: 'error-500', times: 1000 });
  const fault = page.waitForResponse((response) => response.status() === 503);
  await typesPin(page, pin);
  await expect(page.getByRole('alert')).toContainText('not available right now');
  const id = (await fault).headers()['apigw-requestid'];
  expect(id).toBeTruthy();
  await expect(page.getByRole('alert')).toContainText(`Reference, if you call us: ${id}`);
  await expect(page.getByLabel('PIN', { exact: true })).toHaveValue(pin);
  await vestibule.recovers();
  await presses(page, 'Try again');
  await shows(page, 'Create your password');
});

test('S12 the whole journey by keyboard alone', async ({ ada, keyboard, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.opensLink(page);
  await keyboard.reaches('button', 'Continue');
  await keyboard.press('Enter');
  await shows(page, 'What is your mobile number?');
  await keyboard.fills('Mobile number', nora.mobile);
  await keyboard.press('Enter');
  await shows(page, 'Enter your PIN');
  const pin = (await nora.newestText()).pin();
  await keyboard.fills('PIN', wrongFor(pin));
  await keyboard.press('Enter');
  // The summary gets the focus; its link leads to the field.
  await expect(page.locator('.summary')).toBeFocused();
  await keyboard.reaches('link', /^This PIN is wrong/);
  await keyboard.press('Enter');
  await expect(page.getByLabel('PIN', { exact: true })).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.types(pin);
  await keyboard.press('Enter');
  await shows(page, 'Create your password');
  await keyboard.fills('New password', nora.password);
  await keyboard.press('Enter');
  await shows(page, 'Sign in');
  await keyboard.fills('Password', nora.password);
  await keyboard.press('Enter');
  await shows(page, 'Welcome, Nora Fielding');
});

test('an error appears in the title, in a summary and at its field', async ({ ada, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await presses(page, 'Continue');
  await presses(page, 'Text me the PIN');
  await expect(page).toHaveTitle(/^Error: What is your mobile number\?/);
  await expect(page.locator('.summary')).toBeFocused();
  const field = page.getByLabel('Mobile number');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription('Enter your mobile number');
  await field.fill(nora.mobile);
  await presses(page, 'Text me the PIN');
  await expect(page).toHaveTitle(/^Enter your PIN/);
});

test('N8 set-up ends in the portal if the firm chose so', async ({ ada, page }) => {
  const { version } = (await ada.gets('/api/staff/settings')).body;
  const changed = await ada.posts('/api/staff/settings', { version, after_set_up: 'portal' });
  expect(changed.status, changed.text).toBe(200);
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await atThePassword(ada, nora, page);
  await choosesPassword(page, nora.password);
  await shows(page, 'Welcome, Nora Fielding');
  expect(new URL(page.url()).pathname).toBe('/portal');
});

test('a set-up that takes more than ten minutes starts again at the PIN', async ({
  ada,
  page,
  vestibule,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await atThePassword(ada, nora, page);
  await vestibule.advance({ minutes: 11 });
  await choosesPassword(page, nora.password);
  await shows(page, /Enter (your )?PIN/);
  await expect(page.getByText('You had 10 minutes to set a password')).toBeVisible();
});

test('P12 a link only leads to sign-in once there is a password', async ({ ada, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  await opens(nora, page);
  await shows(page, 'Welcome back');
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Welcome, Nora Fielding');
});
