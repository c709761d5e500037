/** The runner's inbox, where a newcomer looks first. */
import { aClientWithMobile, expect, expectAccessible, test } from '../vestibule/test.js';

test('a client’s messages can be read, in light and dark', async ({ ada, guards, page, shot }) => {
  guards.excuse(
    /sandboxed/,
    'mails are shown in frames without scripts, where the guards run none',
  );
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  const mail = await nora.newestMail();
  await page.goto(`/inbox?to=${nora.email}`);
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await expect(page.getByText(mail.subject)).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'inbox');
});
