/**
 * Every page that a client sees, in every state: axe finds nothing, light and dark, and a
 * screenshot of each is kept for review.
 */
import type { Page } from '@playwright/test';
import {
  aClientWithMobile,
  aClientWithoutMobile,
  type Client,
  expect,
  expectAccessible,
  onAPhone,
  type Staff,
  test,
} from '../vestibule/test.js';
import {
  atThePin,
  choosesPassword,
  guessesUntilItWaits,
  opens,
  presses,
  shows,
  signsIn,
  typesPin,
  usesUpPasswords,
  wrongFor,
} from './steps.js';

test.use(onAPhone);

type Shot = (of: Page, name: string) => Promise<void>;

/**
 * Checks a page: the heading is visible; axe finds nothing; every control is large enough for a
 * thumb; nothing overflows on the narrowest screen. Keeps a screenshot, light and dark.
 */
async function looksRight(
  page: Page,
  shot: Shot,
  heading: string | RegExp,
  name: string,
): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expectAccessible(page);
  expect(await smallTargets(page), `targets smaller than 44 px on ${name}`).toEqual([]);
  const { viewport } = onAPhone;
  await page.setViewportSize({ ...viewport, width: 320 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${name} at 320 px`).toBeLessThanOrEqual(320);
  await page.setViewportSize(viewport);
  await shot(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: null });
}

/** Controls that are lower or narrower than 44 px, except links within a sentence. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, input:not([tabindex="-1"]), summary, a:not(p:not(.aside) a, li a, .skip)',
      ),
    ]
      .filter((target) => target.offsetParent !== null)
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
      .map(({ target, box }) => `${target.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
  );
}

async function invited(ada: Staff, mobile: boolean): Promise<Client> {
  const nora = await ada.adds(mobile ? aClientWithMobile() : aClientWithoutMobile());
  await ada.invites(nora);
  return nora;
}

test('from the link to the portal, with a mobile', async ({ ada, firm, page, shot }) => {
  const nora = await invited(ada, true);
  await nora.opensLink(page);
  await looksRight(page, shot, `Welcome to ${firm.name}`, 'welcome');
  await presses(page, 'Continue');
  await looksRight(page, shot, 'What is your mobile number?', 'mobile');
  await presses(page, 'Text me the PIN');
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByLabel('Mobile number').fill('020 7946 0999');
  await presses(page, 'Text me the PIN');
  await expect(page.getByText('landline').first()).toBeVisible();
  await looksRight(page, shot, 'What is your mobile number?', 'mobile-error');
  await page.getByLabel('Mobile number').fill(nora.mobile);
  await presses(page, 'Text me the PIN');
  await looksRight(page, shot, 'Enter your PIN', 'pin');
  await page.getByText('Not received it?').click();
  await looksRight(page, shot, 'Enter your PIN', 'pin-not-received');
  const pin = (await nora.newestText()).pin();
  await typesPin(page, wrongFor(pin));
  await expect(page.getByText('You have 4 more tries').first()).toBeVisible();
  await looksRight(page, shot, 'Enter your PIN', 'pin-error');
  await typesPin(page, pin);
  await looksRight(page, shot, 'Create your password', 'password');
  await choosesPassword(page, 'short');
  await looksRight(page, shot, 'Create your password', 'password-short');
  await choosesPassword(page, 'Nora Fielding 1');
  await expect(page.getByText('Your name').first()).toBeVisible();
  await looksRight(page, shot, 'Create your password', 'password-easy');
  await choosesPassword(page, nora.password);
  await looksRight(page, shot, 'Sign in', 'set');
  await signsIn(page, nora.email, nora.password);
  await looksRight(page, shot, 'Welcome, Nora Fielding', 'portal');
  await presses(page, 'Sign out');
  await looksRight(page, shot, 'You are signed out', 'signed-out');
});

test('the PIN from the adviser, and the block', async ({ ada, page, shot }) => {
  const nora = await invited(ada, false);
  await opens(nora, page);
  await presses(page, 'Continue');
  await looksRight(page, shot, 'Enter your PIN', 'pin-adviser');
  await page.getByText('Don’t have a PIN?').click();
  await presses(page, 'Ask Ada Marsh for the PIN');
  await expect(page.getByText('We have notified Ada Marsh that you need the PIN')).toBeVisible();
  await looksRight(page, shot, 'Enter your PIN', 'pin-asked');
  const wrong = wrongFor(await ada.revealsPin(nora));
  for (let times = 0; times < 5; times += 1) {
    await typesPin(page, wrong);
    if (times < 4)
      await expect(
        page.getByText(times === 3 ? 'one more try' : `${4 - times} more tries`).first(),
      ).toBeVisible();
  }
  await looksRight(page, shot, 'Too many wrong PINs', 'locked-adviser');
});

test('the block that a wait ends', async ({ ada, page, shot }) => {
  const nora = await invited(ada, true);
  await atThePin(nora, page);
  const wrong = wrongFor(await ada.revealsPin(nora));
  for (let left = 4; left >= 0; left -= 1) {
    await typesPin(page, wrong);
    if (left > 1) await expect(page.getByText(`${left} more tries`).first()).toBeVisible();
    if (left === 1) await expect(page.getByText('one more try').first()).toBeVisible();
  }
  await looksRight(page, shot, 'Too many wrong PINs', 'locked');
});

test('links that no longer work', async ({ ada, page, shot, vestibule }) => {
  const nora = await invited(ada, true);
  await page.goto('/i');
  await looksRight(page, shot, 'Please open your e-mail', 'no-link');
  await page.goto(`/i#${'A'.repeat(108)}`);
  await looksRight(page, shot, 'This link does not work', 'unknown');
  const first = (await nora.newestMail()).link();
  await ada.invites(nora);
  await nora.newestMail(2);
  await page.goto(first);
  await looksRight(page, shot, 'There is a newer link', 'newer');
  await vestibule.advance({ days: 15 });
  await opens(nora, page, 2);
  await looksRight(page, shot, 'This link has expired', 'expired');
  await presses(page, 'E-mail me a new link');
  await looksRight(page, shot, 'Check your e-mail', 'fresh-sent');
  const fresh = (await nora.newestMail(3)).link();
  await ada.signsInAgain();
  await ada.revokes(nora);
  await page.goto('about:blank');
  await page.goto(fresh);
  await looksRight(page, shot, 'This access has ended', 'ended');
});

test('a link that was sent to a wrong address', async ({ ada, page, shot }) => {
  const nora = await invited(ada, true);
  const former = (await nora.newestMail()).link();
  const email = `right-${nora.email}`;
  expect((await ada.does('correct-email', nora, { email })).status).toBe(200);
  await page.goto(former);
  await looksRight(page, shot, 'This link no longer works', 'corrected');
  await expect(page.getByRole('link', { name: /sign in/i })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /stuck/i })).toHaveCount(0);
  await presses(page, 'E-mail me a new link');
  await looksRight(page, shot, 'Check your e-mail', 'corrected-sent');
  await expect(page.locator('body')).not.toContainText(email);
});

test('after a hundred wrong passwords, the page leads to a new one', async ({
  ada,
  firm,
  page,
  shot,
}) => {
  const nora = await invited(ada, true);
  await nora.getsIn(ada);
  await usesUpPasswords(page, '**/api/client/sign-in');
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, nora.email, nora.password);
  await looksRight(page, shot, 'Please choose a new password', 'sign-in-used-up');
  await expect(page.getByText('too many wrong passwords')).toBeVisible();
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await shows(page, 'Choose a new password');
});

test('signing in, and what can prevent it', async ({ ada, firm, page, shot, vestibule }) => {
  const nora = await invited(ada, true);
  await nora.getsIn(ada);
  await page.goto(`/f/${firm.slug}`);
  await looksRight(page, shot, 'Sign in', 'sign-in');
  await presses(page, 'Sign in');
  await looksRight(page, shot, 'Sign in', 'sign-in-error');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await looksRight(page, shot, 'Choose a new password', 'forgot');
  await page.getByLabel('E-mail address').fill(nora.email);
  await presses(page, 'E-mail me a link');
  await looksRight(page, shot, 'Check your e-mail', 'forgot-sent');
  await page.goto(`/f/${firm.slug}`);
  await guessesUntilItWaits(vestibule, firm, nora);
  await signsIn(page, nora.email, nora.password);
  await looksRight(page, shot, 'Please wait a moment', 'sign-in-waits');
  await vestibule.advance({ hours: 2 });
  await ada.signsInAgain();
  await ada.renewsPin(nora);
  await page.goto(`/f/${firm.slug}`);
  await signsIn(page, nora.email, nora.password);
  await looksRight(page, shot, 'Please choose a new password', 'sign-in-held');
  await page.goto('/f/no-such-firm');
  await looksRight(page, shot, 'There is no sign-in page here', 'no-firm');
});

test('a forgotten password', async ({ ada, page, shot }) => {
  const nora = await invited(ada, true);
  await nora.getsIn(ada);
  await opens(nora, page);
  await looksRight(page, shot, 'Welcome back', 'welcome-back');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await looksRight(page, shot, 'Choose a new password', 'recover');
  await presses(page, 'Text me the PIN');
  await looksRight(page, shot, 'Enter PIN B', 'pin-letter');
  const tom = await ada.adds(aClientWithoutMobile('Tom Reed'));
  await ada.invites(tom);
  await tom.getsIn(ada);
  await opens(tom, page);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await presses(page, 'Ask Ada Marsh for the PIN');
  await looksRight(page, shot, 'We have notified Ada Marsh', 'asked');
});

test('pages without a firm', async ({ guards, page, shot }) => {
  guards.excuse(/^console: .*404.*nowhere/, 'there is nothing at this address');
  await page.goto('/');
  await looksRight(page, shot, 'Welcome', 'start');
  await page.goto('/nowhere');
  await looksRight(page, shot, 'Page not found', 'not-found');
});

test('a page that says what to do can be printed: words and numbers, black on white', async ({
  ada,
  firm,
  page,
  shot,
}) => {
  const nora = await invited(ada, true);
  await nora.opensLink(page);
  await ada.revokes(nora);
  await page.reload();
  await shows(page, 'This access has ended');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText(firm.phone).first()).toBeVisible();
  for (const words of await page.locator('h1, main p:visible, main a:visible').all()) {
    const colour = await words.evaluate((element) => getComputedStyle(element).color);
    expect(
      Math.max(...colour.match(/\d+/g)!.slice(0, 3).map(Number)),
      `${await words.innerText()} in ${colour}`,
    ).toBeLessThan(128);
  }
  await expect(page.getByRole('button')).toHaveCount(0);
  await shot(page, 'ended-printed');
});
