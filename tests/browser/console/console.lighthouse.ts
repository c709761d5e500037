/** Every view of the console is flawless on a phone: performance, accessibility, best practices. */
import { aClientWithMobile, test } from '../vestibule/test.js';
import { isIn, shows } from './steps.js';

test('the sign-in page', async ({ firm, page, expectFlawless }) => {
  await page.goto(`/console/f/${firm.slug}`);
  await shows(page, 'Sign in');
  await expectFlawless(page);
});

test('the list', async ({ ada, context, page, expectFlawless }) => {
  for (const name of ['Nora Fielding', 'Owen Hart', 'Priya Kaur'])
    await ada.adds(aClientWithMobile(name));
  await isIn(ada, context, page);
  await shows(page, 'Clients');
  await expectFlawless(page);
});

test('a client', async ({ ada, context, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await isIn(ada, context, page, `/console/clients/${nora.id}`);
  await shows(page, nora.name);
  await expectFlawless(page);
});

for (const [path, heading] of [
  ['/console/clients/new', 'Add client'],
  ['/console/ready', 'Ready to invite?'],
  ['/console/settings/notices', 'Your notices'],
  ['/console/settings/account', 'Your account'],
  ['/console/settings/staff', 'Staff'],
  ['/console/settings/firm', 'Firm'],
] as const) {
  test(heading, async ({ ada, context, page, expectFlawless }) => {
    await isIn(ada, context, page, path);
    await shows(page, heading);
    await expectFlawless(page);
  });
}
