/** X4: from the mail about a stuck client to the press that helps them. */

import { atThePin, typesPin } from '../client/steps.js';
import {
  aClientWithMobile,
  aClientWithoutMobile,
  type Client,
  expect,
  NewClient,
  type Staff,
  test,
} from '../vestibule/test.js';
import { isIn, says, shows, wrongFor } from './steps.js';

/** The adviser's newest mail about this. */
async function told(ada: Staff, about: string, mails = 2) {
  const mail = await ada.newestMail(mails);
  expect(mail.subject).toContain(about);
  return mail.consoleLink();
}

async function blocks(
  nora: Client,
  ada: Staff,
  theirs: Parameters<typeof typesPin>[0],
): Promise<void> {
  const wrong = wrongFor(await ada.revealsPin(nora));
  await atThePin(nora, theirs);
  for (let guess = 1; guess <= 5; guess += 1) {
    await typesPin(theirs, wrong);
    await expect(theirs.getByText(/more tr|Too many wrong PINs/).first()).toBeVisible();
  }
}

test('X4 blocked: the link leads through sign-in to the client, with the action ready', async ({
  ada,
  firm,
  page,
  openBrowser,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const theirs = await openBrowser();
  await blocks(nora, ada, theirs);
  const link = await told(ada, 'Nora Fielding is blocked');
  // A browser that does not know the firm: the link names it.
  await page.goto(link);
  await shows(page, 'Sign in');
  await expect(page.getByText(`To the console of ${firm.name}`)).toBeVisible();
  await page.getByLabel('E-mail address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await shows(page, 'Nora Fielding');
  const help = page.getByRole('region', { name: 'Help them in' });
  await expect(help.getByRole('heading')).toBeFocused();
  await help.getByRole('button', { name: 'Generate new PIN' }).click();
  await says(page, 'Nora Fielding has a new PIN');
  await expect(help).toContainText('Nora Fielding is no longer stuck');
});

test('X4 no PIN: the link shows it in one press', async ({ ada, context, page, openBrowser }) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const theirs = await openBrowser();
  await atThePin(nora, theirs);
  await theirs.getByText('Don’t have a PIN?').click();
  await theirs.getByRole('button', { name: /PIN/ }).last().click();
  const link = await told(ada, 'Nora Fielding needs the PIN');
  await isIn(ada, context, page, link);
  const help = page.getByRole('region', { name: 'Help them in' });
  await expect(help).toContainText('They opened the link, but do not have the PIN.');
  await help.getByRole('button', { name: 'Show the PIN' }).click();
  await expect(page.locator('.digits')).toBeFocused();
  const pin = (await page.locator('.digits').innerText()).replace(/\D/g, '');
  expect(pin).toBe(await ada.revealsPin(nora));
});

test('X4 a wrong mobile: corrected on the linked page, and the same link continues', async ({
  ada,
  context,
  page,
  openBrowser,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  const theirs = await openBrowser();
  await nora.opensLink(theirs);
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await theirs.getByLabel('Mobile number').fill('07400 777777');
  await theirs.getByRole('button', { name: 'Text me the PIN' }).click();
  await shows(theirs, 'Enter your PIN');
  const link = await told(ada, 'Wrong mobile number typed for Nora Fielding');
  await isIn(ada, context, page, link);
  const help = page.getByRole('region', { name: 'Help them in' });
  await help.getByRole('button', { name: 'Correct the mobile' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mobile').fill('07400 777777');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await says(page, 'The mobile of Nora Fielding has been corrected');
  expect((await ada.reads(nora)).mobiles[0]).toBe('+447400777777');
});

test('X4 a bounced e-mail: the address is corrected, and it is sent again', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(
    new NewClient('Nora Fielding').withEmail(`bounce+x${Date.now()}@simulator.amazonses.com`),
  );
  await ada.invites(nora);
  const link = await told(ada, 'E-mail to Nora Fielding came back');
  await isIn(ada, context, page, link);
  const help = page.getByRole('region', { name: 'Help them in' });
  await expect(help).toContainText('this address doesn’t exist');
  await help.getByRole('button', { name: 'Correct the e-mail' }).click();
  const right = `nora-${Date.now()}@mail.example`;
  await page.getByRole('dialog').getByLabel('E-mail address').fill(right);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send the invitation again' }).click();
  await says(page, 'is on its way');
  await expect(help).toContainText('is no longer stuck');
});

test('X13 a login that ends soon is extended with one press', async ({
  ada,
  context,
  page,
  vestibule,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  const ends = new Date(Date.now() + 20 * 86_400_000).toISOString();
  await ada.does('set-expiry', nora, { expires_at: ends });
  await vestibule.advance({ days: 7 });
  // What the schedule runs every five minutes.
  await vestibule.invoke('keep-dates', {});
  const link = await told(ada, 'The login of Nora Fielding ends soon');
  await ada.signsInAgain();
  await isIn(ada, context, page, link);
  await page.getByRole('button', { name: 'Extend by a year' }).click();
  await says(page, 'The end date of Nora Fielding’s login has been set');
  const later = Date.parse((await ada.reads(nora)).login.expires_at);
  expect(later - Date.parse(ends)).toBeGreaterThan(364 * 86_400_000);
});

test('the page says what was settled in between, and a client who asked for help can be marked as helped', async ({
  ada,
  context,
  page,
  openBrowser,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const link = (await nora.newestMail()).link().split('#')[1];
  const theirs = await openBrowser();
  await theirs.goto('/i');
  const answer = await theirs.request.post('/api/client/tell-adviser', { data: { link } });
  expect(answer.status()).toBe(200);
  const mail = await told(ada, 'Nora Fielding is stuck');
  await isIn(ada, context, page, mail);
  const help = page.getByRole('region', { name: 'Help them in' });
  await expect(help).toContainText('They asked for help.');
  await help.getByRole('button', { name: 'Mark as helped' }).click();
  await says(page, 'Nora Fielding has been marked as helped');
  await expect(help).toContainText('is no longer stuck');
  await page.goto('/console/clients?filter=stuck');
  await expect(page.getByText('Nobody is stuck.')).toBeVisible();
});
