/** A computer that several people use: what one of them typed, and whose session it is. */
import type { Page } from '@playwright/test';
import {
  aClientWithMobile,
  aClientWithoutMobile,
  expect,
  type Staff,
  test,
} from '../vestibule/test.js';
import { atThePin, opens, presses, shows, signsIn } from './steps.js';

/** A client with a password. */
async function aClientWhoIsIn(ada: Staff, name?: string) {
  const client = await ada.adds(aClientWithoutMobile(name));
  await ada.invites(client);
  await client.getsIn(ada);
  return client;
}

/** Whether the page came out of the back-forward cache, with the fields as they were left. */
const wasKept = (page: Page) => page.evaluate(() => (window as { kept?: boolean }).kept === true);

/** Back. A page that was kept loads nothing, so there is nothing to wait for. */
const goesBack = (page: Page) =>
  page.goBack({ waitUntil: 'commit', timeout: 3000 }).catch(() => {});

async function marks(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as { kept?: boolean }).kept = true;
  });
}

test('Back after signing out shows no password', async ({ ada, firm, page }) => {
  const nora = await aClientWhoIsIn(ada);
  await page.goto(`/f/${firm.slug}`);
  await marks(page);
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Welcome, Nora Fielding');
  await goesBack(page);
  await shows(page, 'Sign in');
  expect(await wasKept(page), 'the page came out of the cache').toBe(true);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await presses(page, 'Sign in');
  await expect(page.getByText('Enter your password').first()).toBeVisible();
});

test('a page that was left keeps no PIN', async ({ ada, page }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  await marks(page);
  await page.getByLabel(/^PIN( [A-Z])?$/).fill(await ada.revealsPin(nora));
  await page.goto('/');
  await goesBack(page);
  await shows(page, 'Enter your PIN');
  expect(await wasKept(page), 'the page came out of the cache').toBe(true);
  await expect(page.getByLabel(/^PIN( [A-Z])?$/)).toHaveValue('');
});

test('the console forgets a password too', async ({ ada, firm, page }) => {
  await page.goto(`/console/f/${firm.slug}`);
  await shows(page, 'Sign in');
  await marks(page);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await page.getByRole('button', { name: 'Show password' }).click();
  await page.goto('/');
  await goesBack(page);
  await shows(page, 'Sign in');
  expect(await wasKept(page), 'the page came out of the cache').toBe(true);
  await expect(page.locator('#password')).toHaveValue('');
});

test('a tab notices that somebody else has signed in, and ends nobody else’s session', async ({
  ada,
  context,
  firm,
  page,
}) => {
  const alma = await aClientWhoIsIn(ada, 'Alma Reed');
  const bert = await aClientWhoIsIn(ada, 'Bert Lund');
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, alma.email, alma.password);
  await shows(page, 'Welcome, Alma Reed');
  const other = await context.newPage();
  await other.goto(`/f/${firm.slug}`);
  await signsIn(other, bert.email, bert.password);
  await shows(other, 'Welcome, Bert Lund');
  // The first tab shows nothing of Alma any more.
  await shows(page, 'Welcome, Bert Lund');
  await expect(page.getByText('Alma Reed')).toHaveCount(0);
});

test('a tab that was not told does not sign somebody else out', async ({
  ada,
  context,
  firm,
  page,
}) => {
  const alma = await aClientWhoIsIn(ada, 'Alma Reed');
  const bert = await aClientWhoIsIn(ada, 'Bert Lund');
  // This tab hears nothing from the others.
  await page.addInitScript(() =>
    addEventListener('storage', (event) => event.stopImmediatePropagation()),
  );
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, alma.email, alma.password);
  await shows(page, 'Welcome, Alma Reed');
  const other = await context.newPage();
  await other.goto(`/f/${firm.slug}`);
  await signsIn(other, bert.email, bert.password);
  await shows(other, 'Welcome, Bert Lund');
  await presses(page, 'Sign out');
  await shows(page, 'Welcome, Bert Lund');
  await other.reload();
  await shows(other, 'Welcome, Bert Lund');
});

test('a browser that refuses cookies gets an explanation', async ({ ada, context, firm, page }) => {
  const nora = await aClientWhoIsIn(ada);
  // A reply without its cookie leaves the browser as one that refuses it.
  await context.route('**/api/*/sign-in', async (route) => {
    const response = await route.fetch();
    await context.clearCookies();
    const { 'set-cookie': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, nora.email, nora.password);
  await shows(page, 'Your browser refused a cookie');
  await expect(page.getByText('allow cookies for this site')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await shows(page, 'Sign in');

  await page.goto(`/console/f/${firm.slug}`);
  await signsIn(page, ada.email, ada.password);
  await expect(page.getByRole('alert')).toContainText('did not keep the cookie');
});

test('an address in capitals and a link with something behind it lead to the same pages', async ({
  ada,
  firm,
  page,
}) => {
  await page.goto(`/f/${firm.slug.toUpperCase()}`);
  await shows(page, 'Sign in');
  await page.goto(`/console/f/${firm.slug.toUpperCase()}`);
  await shows(page, 'Sign in');
  await expect(page.getByText(firm.name).first()).toBeVisible();

  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await opens(nora, page);
  await shows(page, /^Welcome to/);
  const link = (await nora.newestMail(1)).link().replace(/^.*#/, '');
  for (const behind of ['.', ',', ')', '>', '=', '/', '%20', '%0A', '?utm_source=x', '&fbclid=1']) {
    await page.goto('about:blank');
    await page.goto(`/i#${link}${behind}`);
    await shows(page, /^Welcome to/);
  }
  // What is no link at all does not displace the one that this tab holds.
  await page.goto('about:blank');
  await page.goto('/i#.');
  await shows(page, /^Welcome to/);
});
