/** Every client page is flawless on a phone: performance, accessibility, best practices. */
import { aClientWithMobile, aClientWithoutMobile, test } from '../vestibule/test.js';
import { atThePassword, atThePin, shows, typesPin, wrongFor } from './steps.js';

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

test('the password', async ({ ada, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await atThePassword(ada, nora, page);
  await expectFlawless(page);
});

test('a link that was replaced', async ({ ada, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  const first = (await nora.newestMail()).link();
  await ada.invites(nora);
  await page.goto(first);
  await shows(page, 'There is a newer link');
  await expectFlawless(page);
});

test('the block', async ({ ada, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  await atThePin(nora, page);
  const wrong = wrongFor(await ada.revealsPin(nora));
  for (const left of ['4 more', '3 more', '2 more', 'one more']) {
    await typesPin(page, wrong);
    await page.getByText(`You have ${left}`).first().waitFor();
  }
  await typesPin(page, wrong);
  await shows(page, 'Too many wrong PINs');
  await expectFlawless(page);
});

test('recovery by link, and a new password', async ({ ada, page, expectFlawless }) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  await nora.opensLink(page);
  await shows(page, 'Welcome back');
  await expectFlawless(page);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await shows(page, 'Choose a new password');
  await expectFlawless(page);
});

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
