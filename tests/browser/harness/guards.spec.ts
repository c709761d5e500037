/** Each guard is shown the fault that it is for, and must report it. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../vestibule/test.js';

/** For pages whose looks are checked. */
const WITHOUT_POLICY = { 'content-security-policy': '' };

/** Answers a path of the runner's with a page under a policy like the product's. */
async function serve(page: Page, path: string, html: string, headers = {}): Promise<void> {
  const policy =
    "default-src 'none'; script-src 'self'; connect-src *; img-src *; require-trusted-types-for 'script'";
  await page.route(path, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': policy, ...headers },
      body: `<!doctype html><html lang="en"><title>Trial</title><main><h1>Trial</h1>${html}</main></html>`,
    }),
  );
}

test('a script in the page breaks its policy', async ({ page, guards }) => {
  await serve(page, '/trial', '<script>document.title = "run"</script>');
  await page.goto('/trial');
  expect(await page.title()).toBe('Trial');
  expect(kinds(guards)).toContain('policy');
  guards.excuse(/^(policy|console)/, 'it is what this test is about');
});

test('a style attribute breaks its policy', async ({ page, guards }) => {
  await serve(page, '/trial', '<p style="color: red">words</p>');
  await page.goto('/trial');
  expect(kinds(guards)).toContain('policy');
  guards.excuse(/^(policy|console)/, 'it is what this test is about');
});

test('HTML from a string breaks its policy', async ({ page, guards }) => {
  await serve(page, '/trial', '<script src="/trial.js"></script>');
  await page.route('/trial.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'document.body.innerHTML = "<p>words</p>"',
    }),
  );
  await page.goto('/trial');
  expect(kinds(guards)).toEqual(expect.arrayContaining(['policy', 'exception']));
  guards.excuse(/^(policy|console|exception)/, 'it is what this test is about');
});

test('an exception is reported, also one of a promise', async ({ page, guards }) => {
  await serve(page, '/trial', '<script src="/trial.js"></script>');
  await page.route('/trial.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'Promise.reject(new Error("not kept")); throw new Error("thrown")',
    }),
  );
  await page.goto('/trial');
  await expect
    .poll(() => guards.found.map(({ what }) => what).join())
    .toMatch(/thrown.*not kept|not kept.*thrown/s);
  guards.excuse(/^exception/, 'it is what this test is about');
});

test('an error on the console is reported', async ({ page, guards }) => {
  await serve(page, '/trial', '');
  await page.goto('/trial');
  await page.evaluate(() => console.error('something is wrong'));
  expect(kinds(guards)).toEqual(['console']);
  guards.excuse(/^console: something is wrong/, 'it is what this test is about');
});

test('a missing file is reported; a refusal of the API is not', async ({ page, guards }) => {
  await serve(page, '/trial', '');
  await page.route('/assets/gone.js', (route) => route.fulfill({ status: 404 }));
  await page.goto('/trial');
  await page.evaluate(() => fetch('/api/client/session'));
  expect(kinds(guards)).toEqual([]);
  await page.evaluate(() => fetch('/assets/gone.js'));
  await expect.poll(() => kinds(guards)).toEqual(['console']);
  guards.excuse(/^console.*404.*gone\.js/, 'it is what this test is about');
});

test('a request to another origin is reported', async ({ page, guards }) => {
  await serve(page, '/trial', '');
  await page.route('http://elsewhere.example/**', (route) => route.fulfill({ status: 204 }));
  await page.goto('/trial');
  await page.evaluate(() => fetch('http://elsewhere.example/', { mode: 'no-cors' }));
  expect(kinds(guards)).toEqual(['foreign']);
  guards.excuse(/^foreign: GET http:\/\/elsewhere\.example/, 'it is what this test is about');
});

test('a fault of the server is reported', async ({ page, guards, vestibule }) => {
  await serve(page, '/trial', '');
  await page.goto('/trial');
  await vestibule.fails({ service: 'dynamodb', how: 'error-500', times: 20 });
  const status = await page.evaluate(async () => (await fetch('/api/firms/nobody')).status);
  expect(status).toBeGreaterThanOrEqual(500);
  expect(kinds(guards)).toContain('fault');
  guards.excuse(/^fault: 50\d .*\/api\/firms\/nobody/, 'it is what this test is about');
  guards.excuse(/^console: .*\/api\/firms\/nobody/, 'Chromium says it on the console too');
});

test('other people’s browsers are guarded too', async ({ openBrowser, guards }) => {
  const other = await openBrowser();
  await serve(other, '/trial', '');
  await other.goto('/trial');
  await other.evaluate(() => console.error('something is wrong'));
  expect(kinds(guards)).toEqual(['console']);
  guards.excuse(/^console/, 'it is what this test is about');
});

test('keys move through a page, and are counted', async ({ page, keyboard }) => {
  await serve(
    page,
    '/trial',
    '<a href="/">Home</a> <label>PIN <input></label> <button>Continue</button>',
  );
  await page.goto('/trial');
  await keyboard.fills('PIN', '123456');
  await keyboard.reaches('button', 'Continue');
  await expect(page.getByLabel('PIN')).toHaveValue('123456');
  expect(keyboard.pressed, 'two stops, six digits, one stop').toBe(9);
});

test.describe('a test fails', () => {
  test.fail();

  test('if a guard found something', async ({ page }) => {
    await serve(page, '/trial', '');
    await page.goto('/trial');
    await page.evaluate(() => console.error('something is wrong'));
  });

  test('if an excuse was not needed', async ({ page, guards }) => {
    guards.excuse(/nothing/, 'nothing needs it');
    await serve(page, '/trial', '');
    await page.goto('/trial');
  });

  test('if a browser was opened without guards', async ({ browser, page }) => {
    await serve(page, '/trial', '');
    await page.goto('/trial');
    await browser.newContext();
  });

  test('if words cannot be read', async ({ page }) => {
    await serve(
      page,
      '/trial',
      '<p style="color: #999; background: #fff">words</p>',
      WITHOUT_POLICY,
    );
    await page.goto('/trial');
    await expectAccessible(page);
  });

  test('if the focus cannot be seen', async ({ page, keyboard }) => {
    await serve(page, '/trial', '<button style="outline: none">Continue</button>', WITHOUT_POLICY);
    await page.goto('/trial');
    await keyboard.reaches('button', 'Continue');
  });

  test('if a key does not reach the target', async ({ page, keyboard }) => {
    await serve(page, '/trial', '<div role="button">Continue</div>');
    await page.goto('/trial');
    await keyboard.reaches('button', 'Continue');
  });
});

const kinds = (guards: { found: readonly { kind: string }[] }) =>
  guards.found.map(({ kind }) => kind);
