/** Steps in the console that many tests share. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { Client, Staff } from '../vestibule/test.js';

export { presses, shows } from '../client/steps.js';

/** Signed in away from the page, a member of staff opens the console at this address. */
export async function isIn(
  ada: Staff,
  context: BrowserContext,
  page: Page,
  path = '/console/clients',
): Promise<void> {
  await ada.signsInFor(context);
  await page.goto(path);
}

/** Opens the page of a client. */
export async function looksAt(nora: Client, page: Page): Promise<void> {
  await page.goto(`/console/clients/${nora.id}`);
  await expect(page.getByRole('heading', { level: 1, name: nora.name })).toBeVisible();
}

/** Waits for the console's confirmation. */
export async function says(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.locator('.toast')).toContainText(words);
}

/** The open dialog, which names the client and has the focus on the button that changes nothing. */
export async function asks(page: Page, title: string | RegExp, name: string, keeps = 'Cancel') {
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText(name);
  await expect(dialog.getByRole('button', { name: keeps, exact: true })).toBeFocused();
  return dialog;
}

/** A line of the timeline. */
export const line = (page: Page, words: string | RegExp) =>
  page.locator('.line', { hasText: words }).first();

/** Six digits that are not this PIN. */
export const wrongFor = (pin: string) => (pin === '000000' ? '000001' : '000000');
