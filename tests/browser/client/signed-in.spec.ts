/** Signing in and staying: waits, sessions that end, languages, the firm's look. */
import {
  aClientWithMobile,
  aClientWithoutMobile,
  expect,
  OTHER_PASSWORD,
  type Staff,
  test,
} from '../vestibule/test.js';
import { guessesUntilItWaits, opens, presses, shows, signsIn } from './steps.js';

/** A client with a password. */
async function aClientWhoIsIn(ada: Staff, name?: string) {
  const nora = await ada.adds(aClientWithoutMobile(name));
  await ada.invites(nora);
  await nora.getsIn(ada);
  return nora;
}

test('X5 after wrong passwords the page shows the wait, and the option that needs none', async ({
  ada,
  firm,
  page,
  vestibule,
}) => {
  await page.clock.install();
  const nora = await aClientWhoIsIn(ada);
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, nora.email, OTHER_PASSWORD);
  await expect(page.getByText('is wrong').first()).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(nora.email);
  await guessesUntilItWaits(vestibule, firm, nora);
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Please wait a moment');
  await expect(page.getByRole('timer')).toHaveText(/^[01]:\d\d$/);
  await expect(page.getByRole('link', { name: 'Forgot your password?' })).toBeVisible();
  await vestibule.advance({ minutes: 2 });
  await page.clock.fastForward('02:00');
  await presses(page, 'Back to sign-in');
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Welcome, Nora Fielding');
});

test('known and unknown addresses get the same reply', async ({ ada, firm, page }) => {
  const nora = await aClientWhoIsIn(ada);
  const said: string[] = [];
  for (const email of [nora.email, 'nobody@mail.example']) {
    await page.goto(`/f/${firm.slug}/forgot`);
    await page.getByLabel('E-mail address').fill(email);
    await presses(page, 'E-mail me a link');
    await shows(page, 'Check your e-mail');
    said.push((await page.getByRole('main').innerText()).replace(email, '…'));
  }
  expect(said[0]).toBe(said[1]);
});

test('X6 the end is announced in time, and one press keeps the session', async ({
  ada,
  context,
  page,
  vestibule,
}) => {
  await page.clock.install();
  const nora = await aClientWhoIsIn(ada);
  await nora.signsInFor(context);
  await page.goto('/portal');
  await shows(page, 'Welcome, Nora Fielding');
  await page.clock.fastForward('57:00');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.clock.fastForward('00:45');
  const dialog = page.getByRole('dialog', { name: 'Are you still there?' });
  await expect(dialog).toBeVisible();
  const left = (await dialog.getByRole('timer').innerText()).split(':').map(Number);
  expect(
    (left[0] ?? 0) * 60 + (left[1] ?? 0),
    'at least two minutes before',
  ).toBeGreaterThanOrEqual(120);
  // The server's clock moves with the page's.
  await vestibule.advance({ minutes: 57, seconds: 45 });
  await presses(page, 'Stay signed in');
  await expect(dialog).toHaveCount(0);
  await page.clock.fastForward('20:00');
  await expect(dialog).toHaveCount(0);
  await shows(page, 'Welcome, Nora Fielding');
});

test('X6 after a session ends the client signs in again in place', async ({
  ada,
  context,
  page,
  vestibule,
}) => {
  await page.clock.install();
  const nora = await aClientWhoIsIn(ada);
  await nora.signsInFor(context);
  await page.goto('/portal');
  await shows(page, 'Welcome, Nora Fielding');
  await page.evaluate(() => {
    (window as { mark?: number }).mark = 1;
  });
  await vestibule.advance({ minutes: 61 });
  await page.clock.fastForward('01:01:00');
  await shows(page, 'Please sign in again');
  await expect(page.getByRole('heading', { name: /^Welcome/ })).toBeHidden();
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Welcome, Nora Fielding');
  expect(
    await page.evaluate(() => (window as { mark?: number }).mark),
    'the page was not reloaded',
  ).toBe(1);
});

test('X6 a different client who signs in there starts from the beginning', async ({
  ada,
  context,
  page,
  vestibule,
}) => {
  await page.clock.install();
  const nora = await aClientWhoIsIn(ada);
  const tom = await aClientWhoIsIn(ada, 'Tom Reed');
  await nora.signsInFor(context);
  await page.goto('/portal');
  await shows(page, 'Welcome, Nora Fielding');
  await vestibule.advance({ minutes: 61 });
  await page.clock.fastForward('01:01:00');
  await signsIn(page, tom.email, tom.password);
  await shows(page, 'Welcome, Tom Reed');
  await expect(page.locator('body')).not.toContainText('Nora');
});

test('signing out ends it in every tab', async ({ ada, context, firm, page }) => {
  const nora = await aClientWhoIsIn(ada);
  await nora.signsInFor(context);
  await page.goto('/portal');
  await shows(page, 'Welcome, Nora Fielding');
  const other = await context.newPage();
  await other.goto('/portal');
  await shows(other, 'Welcome, Nora Fielding');
  await presses(page, 'Sign out');
  await shows(page, 'You are signed out');
  await shows(other, 'Please sign in again');
  await page.goto('/portal');
  await expect(page).toHaveURL(new RegExp(`/f/${firm.slug}$`));
});

test('N2 after the end date the right password shows why it does not sign in, and what to do', async ({
  ada,
  firm,
  page,
}) => {
  const nora = await aClientWhoIsIn(ada);
  const past = await ada.does('set-expiry', nora, {
    expires_at: new Date(Date.now() + 1500).toISOString(),
  });
  expect(past.status, past.text).toBe(200);
  await page.waitForTimeout(1600);
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Your login has expired');
  await expect(page.getByRole('main').getByRole('link', { name: firm.phone })).toBeVisible();
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('X11 the pages speak the browser’s language, and another when asked', async ({
    ada,
    firm,
    page,
  }) => {
    const nora = await ada.adds(aClientWithMobile());
    await ada.invites(nora);
    await opens(nora, page);
    await shows(page, `Willkommen bei ${firm.name}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await presses(page, 'Weiter');
    await page.getByLabel('Handynummer').fill('07400');
    await presses(page, 'English');
    await shows(page, 'What is your mobile number?');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByLabel('Mobile number'), 'what was typed stays').toHaveValue('07400');
    await page.goto(`/f/${firm.slug}`);
    await shows(page, 'Sign in');
  });
});

test('the firm’s colour, logo and privacy disclosure appear, with any colour', async ({
  ada,
  firm,
  page,
}) => {
  const { version } = (await ada.gets('/api/staff/settings')).body;
  const changed = await ada.posts('/api/staff/settings', {
    version,
    colour: '#5b2a86',
    privacy_link: 'https://marsh.example/privacy',
  });
  expect(changed.status, changed.text).toBe(200);
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 240, height: 80 } });
  const logo = await ada.posts('/api/staff/settings/logo', { image: picture.toString('base64') });
  expect(logo.status, logo.text).toBe(200);
  await page.goto(`/f/${firm.slug}`);
  await expect(page.getByRole('img', { name: firm.name })).toBeVisible();
  await expect(page.getByRole('link', { name: 'How we handle your data' })).toHaveAttribute(
    'href',
    'https://marsh.example/privacy',
  );
  const button = page.getByRole('button', { name: 'Sign in' });
  await expect(button).toHaveCSS('background-color', 'rgb(91, 42, 134)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(button).not.toHaveCSS('background-color', 'rgb(91, 42, 134)');
});

test('password managers find the page for a new password', async ({ firm, page }) => {
  await page.goto('/?change-password');
  await shows(page, 'Welcome');
  await page.goto(`/f/${firm.slug}`);
  await shows(page, 'Sign in');
  await page.goto('/?change-password');
  await shows(page, 'Choose a new password');
  expect(new URL(page.url()).pathname).toBe(`/f/${firm.slug}/forgot`);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of ['/i', '/f/any-firm', '/portal', '/', '/nowhere']) {
    test(`${path} says what to do`, async ({ guards, page }) => {
      if (path === '/nowhere') guards.excuse(/^console: .*404.*nowhere/, 'there is nothing there');
      await page.goto(path);
      await expect(page.getByText('This page needs JavaScript')).toBeVisible();
      await expect(page.getByText('Diese Seite braucht JavaScript')).toBeVisible();
    });
  }
});

test.describe('with forced colours and less motion', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

  test('buttons and fields keep their edges', async ({ firm, page }) => {
    await page.goto(`/f/${firm.slug}`);
    const button = page.getByRole('button', { name: 'Sign in' });
    await expect(button).not.toHaveCSS('border-top-width', '0px');
    await expect(button).not.toHaveCSS('border-top-style', 'none');
    await expect(page.getByLabel('E-mail address')).not.toHaveCSS('border-top-width', '0px');
  });
});
