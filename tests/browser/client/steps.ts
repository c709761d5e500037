/** Steps on the client's pages that many tests share. */
import { expect, type Page } from '@playwright/test';
import type { Runner } from '../vestibule/runner.js';
import { type Client, type Firm, OTHER_PASSWORD, type Staff } from '../vestibule/test.js';

/** Presses a button by its name. */
export async function presses(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** Opens the link of the newest mail as if it were pressed there, which reloads the page. */
export async function opens(nora: Client, page: Page, mails = 1): Promise<void> {
  await page.goto('about:blank');
  await nora.opensLink(page, mails);
}

/** The h1. */
export async function shows(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** Types a PIN, lettered or not. */
export async function typesPin(page: Page, pin: string): Promise<void> {
  await page.getByLabel(/^PIN( [A-Z])?$/).fill(pin);
  await presses(page, 'Continue');
}

/** From the link to the question for the PIN. */
export async function atThePin(nora: Client, page: Page): Promise<void> {
  await opens(nora, page);
  await presses(page, 'Continue');
  if (nora.number) {
    await page.getByLabel('Mobile number').fill(nora.mobile);
    await presses(page, 'Text me the PIN');
  }
  await shows(page, 'Enter your PIN');
}

/** From the link to the question for a password. */
export async function atThePassword(ada: Staff, nora: Client, page: Page): Promise<void> {
  await atThePin(nora, page);
  await typesPin(page, await ada.revealsPin(nora));
  await shows(page, 'Create your password');
}

/** Types a new password and saves it. */
export async function choosesPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password').fill(password);
  await presses(page, 'Save password');
}

/** Signs in on the form that is shown. */
export async function signsIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await presses(page, 'Sign in');
}

/** From here on, the hundred passwords that are compared are used up. (Sending them takes minutes.) */
export async function usesUpPasswords(page: Page, route: string): Promise<void> {
  const problem = { type: 'urn:vestibule:problem:passwords-used-up', title: '', status: 429 };
  await page.route(route, (request) =>
    request.fulfill({
      status: problem.status,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    }),
  );
}

/** Guesses so often that the next try has to wait for half a minute. */
export async function guessesUntilItWaits(
  vestibule: Runner,
  firm: Firm,
  nora: Client,
): Promise<void> {
  const guess = { firm: firm.id, email: nora.email, password: OTHER_PASSWORD };
  for (let times = 1; times <= 10; times += 1) {
    const { status } = await firm.ada.posts('/api/client/sign-in', guess);
    expect(status).toBe(401);
    if (times < 10) await vestibule.advance({ seconds: 32 });
  }
}

/** Six digits that are not this PIN. */
export const wrongFor = (pin: string) => (pin === '000000' ? '000001' : '000000');
