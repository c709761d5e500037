/** The harness itself, on the one page that is there without a build: the inbox. */
import { aClientWithMobile, expect, test } from '../vestibule/test.js';

test('what a client received can be read in every engine @engines', async ({ ada, device, guards, shot }) => {
  guards.excuse(/favicon/, 'the inbox has no icon, and Firefox asks for one all the same', 'firefox');
  guards.excuse(/sandboxed/, 'mails are shown in frames without scripts, where the guards run none', 'chromium');
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  const mail = await nora.newestMail();
  await device.goto(`/inbox?to=${nora.email}`);
  await device.showsHeading('Inbox');
  await device.shows(mail.subject);
  expect(await device.violations()).toEqual([]);
  await shot(device, 'inbox');
});
