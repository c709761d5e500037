/** Every page of the client's is flawless on a phone: performance, accessibility, best practices. */
import { aClientWithMobile, test } from '../vestibule/test.js';
import { shows } from './steps.js';

test('the first page of a link', async ({ ada, firm, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.opensLink(page);
  await shows(page, `Welcome to ${firm.name}`);
  await expectFlawless(page);
});

for (const [step, heading] of [
  ['mobile', 'What is your mobile number?'],
  ['pin', 'Enter your PIN'],
] as const) {
  test(`the step ${step}`, async ({ ada, page, expectFlawless }) => {
    const nora = await ada.adds(aClientWithMobile());
    await ada.invites(nora);
    await nora.opensLink(page);
    await page.goto(`/i/${step}`);
    await shows(page, heading);
    await expectFlawless(page);
  });
}

test('sign-in', async ({ firm, page, expectFlawless }) => {
  await page.goto(`/f/${firm.slug}`);
  await shows(page, 'Sign in');
  await expectFlawless(page);
});

test('a forgotten password', async ({ firm, page, expectFlawless }) => {
  await page.goto(`/f/${firm.slug}/forgot`);
  await shows(page, 'Choose a new password');
  await expectFlawless(page);
});

test('the portal', async ({ ada, context, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  await nora.signsInFor(context);
  await page.goto('/portal');
  await shows(page, 'Welcome, Nora Fielding');
  await expectFlawless(page);
});

test('the start', async ({ page, expectFlawless }) => {
  await page.goto('/');
  await shows(page, 'Welcome');
  await expectFlawless(page);
});
