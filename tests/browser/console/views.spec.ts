/**
 * Every view and every dialog of the console: axe finds nothing, light and dark; nothing overflows
 * on a phone; and a screenshot of each is kept for review.
 */
import type { Page } from '@playwright/test';
import {
  aClientWithMobile,
  expect,
  expectAccessible,
  NewClient,
  onAPhone,
  test,
} from '../vestibule/test.js';
import { isIn, looksAt, presses, shows } from './steps.js';

type Shot = (of: Page, name: string) => Promise<void>;

/** Checks with axe and on the narrowest phone; keeps screenshots, wide and narrow, light and dark. */
async function looksRight(page: Page, shot: Shot, name: string): Promise<void> {
  await expectAccessible(page);
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await shot(page, `console-${name}`);
  await page.setViewportSize(onAPhone.viewport);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(page, `console-${name}-phone-dark`);
  await page.setViewportSize({ ...onAPhone.viewport, width: 320 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${name} at 320 px`).toBeLessThanOrEqual(320);
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: null });
}

test('signed out: sign-in, choosing the firm, recovery, set-up, refusals', async ({
  firm,
  page,
  shot,
}) => {
  await page.goto('/console');
  await shows(page, 'Which firm do you work for?');
  await presses(page, 'Continue');
  await looksRight(page, shot, 'which-firm');
  await page.goto(`/console/f/${firm.slug}`);
  await shows(page, 'Sign in');
  await presses(page, 'Sign in');
  await expect(page.locator('.summary')).toBeVisible();
  await looksRight(page, shot, 'sign-in');
  await page.goto('/console/forgot');
  await shows(page, 'Choose a new password');
  await looksRight(page, shot, 'forgot');
  const ben = await firm.invitesStaff('adviser');
  await page.goto(ben.setUpLink);
  await presses(page, 'Save password');
  await looksRight(page, shot, 'set-up');
});

test('the list, empty and full, and the form to add a client', async ({
  ada,
  context,
  page,
  shot,
}) => {
  test.slow();
  await isIn(ada, context, page);
  await expect(page.getByRole('heading', { name: 'No clients yet' })).toBeVisible();
  await looksRight(page, shot, 'list-empty');
  const nora = await ada.adds(aClientWithMobile());
  await ada.adds(new NewClient('Brightwater Ltd'));
  const owen = await ada.adds(
    new NewClient('Owen Hart').withEmail(`bounce+v${Date.now()}@simulator.amazonses.com`),
  );
  const priya = await ada.adds(aClientWithMobile('Priya Kaur'));
  for (const client of [nora, owen, priya]) await ada.invites(client);
  await priya.getsIn(ada);
  await ada.newestMail(2);
  await page.reload();
  await expect(page.locator('.pill.stuck')).toBeVisible();
  await looksRight(page, shot, 'list');
  await page.goto('/console/clients/new');
  await page.getByLabel('Name', { exact: true }).fill('Nora Fielding');
  await page.getByLabel('Mobile', { exact: true }).fill('12');
  await presses(page, 'Add and invite');
  await expect(page.locator('.duplicates')).toBeVisible();
  await looksRight(page, shot, 'new');
});

test('a client, in every state', async ({ ada, context, page, shot }) => {
  test.slow();
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page);
  await looksAt(nora, page);
  await looksRight(page, shot, 'client-new');
  await ada.invites(nora);
  await page.getByRole('button', { name: /^Show the PIN/ }).click();
  await expect(page.locator('.digits')).toBeVisible();
  await looksRight(page, shot, 'client-invited');
  const owen = await ada.adds(
    new NewClient('Owen Hart').withEmail(`bounce+w${Date.now()}@simulator.amazonses.com`),
  );
  await ada.invites(owen);
  await looksAt(owen, page);
  await expect(page.getByRole('region', { name: 'Help them in' })).toBeVisible();
  await looksRight(page, shot, 'client-stuck');
  await page.goto(`/console/clients/${owen.id}/edit`);
  await shows(page, 'Edit the record of Owen Hart');
  await looksRight(page, shot, 'edit');
  await page.goto(`/console/clients/${nora.id}/letter`);
  await presses(page, 'Make the letter');
  await expect(page.locator('.letter-pin')).toBeVisible();
  await looksRight(page, shot, 'letter');
  await page.goto('/console/clients/none');
  await shows(page, 'Page not found');
  await looksRight(page, shot, 'missing');
});

test('every dialog of a client', async ({ ada, firm, context, page, shot }) => {
  test.slow();
  await firm.addsStaff('adviser');
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page);
  await looksAt(nora, page);
  const opens = async (button: string, name: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await looksRight(page, shot, `dialog-${name}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    // The focus returns to where it was.
    await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
  };
  await opens('Invite', 'invite');
  await opens('Correct the mobile', 'mobile');
  await opens('Hand over', 'hand-over');
  await opens('Generate new PIN', 'new-pin');
  await ada.invites(nora);
  await expect(page.getByRole('button', { name: 'Send the invitation again' })).toBeVisible();
  await opens('Send the invitation again', 'send-again');
  await opens('Correct the e-mail', 'email');
  await opens('Set an end date', 'expiry');
  await opens('Cancel the invitation', 'cancel');
  await opens('Revoke access', 'revoke');
});

test('ready to invite, before and during a rehearsal', async ({ ada, context, page, shot }) => {
  await isIn(ada, context, page, '/console/ready');
  await expect(page.locator('.check').first()).toBeVisible();
  await page.getByLabel('Your own mobile').fill('07400 123456');
  await looksRight(page, shot, 'ready');
  await presses(page, 'Send me the invitation');
  await expect(page.locator('.steps')).toBeVisible();
  await looksRight(page, shot, 'rehearsal');
  await presses(page, 'End the rehearsal');
  await looksRight(page, shot, 'dialog-rehearsal');
});

test('settings, and their dialogs', async ({ ada, firm, context, page, shot }) => {
  test.slow();
  await firm.addsStaff('adviser');
  await firm.invitesStaff('firm-admin', 'Eve Lindqvist');
  await isIn(ada, context, page, '/console/settings/notices');
  await expect(page.getByLabel('A client is blocked')).toBeVisible();
  await looksRight(page, shot, 'notices');
  await page.goto('/console/settings/account');
  await shows(page, 'Your account');
  await presses(page, 'Sign out everywhere');
  await looksRight(page, shot, 'account');
  await page.goto('/console/settings/staff');
  await expect(page.locator('.members')).toContainText('Eve Lindqvist');
  await looksRight(page, shot, 'staff');
  await page.getByRole('button', { name: 'End the account (Ben Okoro)' }).click();
  await looksRight(page, shot, 'dialog-leave');
  await page.goto('/console/settings/firm');
  await page.getByLabel('Colour of buttons and headings').fill('#ffcc00');
  await presses(page, 'Save');
  await expect(page.locator('.summary')).toBeVisible();
  await looksRight(page, shot, 'firm');
  await page.getByLabel('Dark').check();
  await looksRight(page, shot, 'firm-dark-preview');
});

test('shortcuts, and the end of a session', async ({ ada, context, page, shot }) => {
  await page.clock.install();
  // A page without automatic requests: each answer would extend the session.
  await isIn(ada, context, page, '/console/settings/account');
  await shows(page, 'Your account');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await looksRight(page, shot, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.clock.fastForward('58:00');
  await expect(page.getByRole('dialog', { name: 'Still there?' })).toBeVisible();
  await looksRight(page, shot, 'ends-soon');
});

test('no name and no language makes a page wider than its window', async ({
  ada,
  context,
  page,
  shot,
}) => {
  test.slow();
  const unbroken = 'X'.repeat(100);
  const names = ['Donaudampfschifffahrtsgesellschaft mbH', unbroken];
  const clients = [];
  for (const name of names) {
    const client = await ada.adds(
      new NewClient(name).withEmail(
        `bounce+${clients.length}${Date.now()}@simulator.amazonses.com`,
      ),
    );
    await ada.invites(client);
    clients.push(client);
  }
  await isIn(ada, context, page);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  const pages = [
    '/console/clients',
    '/console/clients/new',
    '/console/ready',
    '/console/settings',
    '/console/settings/account',
    '/console/settings/staff',
    '/console/settings/firm',
    ...clients.flatMap(({ id }) =>
      ['', '/edit', '/letter'].map((of) => `/console/clients/${id}${of}`),
    ),
  ];
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    if (path === `/console/clients/${clients[1]?.id}`) await shot(page, 'console-long-name');
    for (const width of [320, 1280]) {
      await page.setViewportSize({ ...onAPhone.viewport, width });
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(needed, `${path} at ${width} px`).toBeLessThanOrEqual(width);
    }
  }
});
