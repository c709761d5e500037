/** The list of clients, and adding clients. */

import { Firm } from '../vestibule/people.js';
import {
  aClientWithMobile,
  aClientWithoutMobile,
  expect,
  NewClient,
  test,
} from '../vestibule/test.js';
import { isIn, line, presses, says, shows } from './steps.js';

test('P1 from sign-in to an invited new client by keyboard alone, in under 60 seconds', async ({
  ada,
  firm,
  page,
  keyboard,
  vestibule,
}) => {
  await page.goto(`/console/f/${firm.slug}`);
  await shows(page, 'Sign in');
  const begun = Date.now();
  await keyboard.fills('E-mail address', ada.email);
  await keyboard.fills('Password', ada.password);
  await keyboard.press('Enter');
  await shows(page, 'Clients');
  const signedIn = keyboard.pressed;
  await keyboard.press('n');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await keyboard.types('Nora Fielding');
  await keyboard.fills('E-mail address', 'nora@mail.example');
  await keyboard.fills('Mobile', '07400 123456');
  await keyboard.press('Enter');
  await shows(page, 'Nora Fielding');
  await says(page, 'Nora Fielding has been added, and the invitation is on its way');
  const [took, keys] = [(Date.now() - begun) / 1000, keyboard.pressed - signedIn];
  // The typed text has 42 characters; the other keys are `n`, two Tabs, Enter.
  const typed = 'Nora Fielding'.length + 'nora@mail.example'.length + '07400 123456'.length;
  expect(keys - typed, 'keys besides what is typed').toBeLessThanOrEqual(6);
  // People type four keys a second at leisure; the measured time is the page's part.
  expect(took + keyboard.pressed / 4, 'seconds').toBeLessThan(60);
  expect((await vestibule.inbox.newest('nora@mail.example', 1)).subject).toContain(firm.name);
  await expect(page.locator('.pills')).toContainText('Invited');
  await expect(page.locator('.pills')).toContainText('Low: no password yet');
});

test('shortcuts never take a key from a person who types, and can be switched off', async ({
  ada,
  context,
  page,
  keyboard,
}) => {
  await isIn(ada, context, page);
  await shows(page, 'Clients');
  await keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keyboard.types('n/?n');
  await expect(page.getByRole('searchbox')).toHaveValue('n/?n');
  await keyboard.press('Escape');
  await page.locator('h1').click();
  await keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await keyboard.press('n');
  await expect(list).toBeVisible();
  await list.getByRole('checkbox').uncheck();
  await keyboard.press('Escape');
  await page.locator('h1').click();
  await keyboard.press('n');
  await shows(page, 'Clients');
  expect(new URL(page.url()).pathname).toBe('/console/clients');
});

test('search, filter, order and page are in the address; Back returns to them', async ({
  ada,
  context,
  page,
}) => {
  const names = ['Amber Ash', 'Basil Birch', 'Clara Cedar', 'Dora Dogwood'];
  const added = [];
  for (const name of names)
    added.push(await ada.adds(new NewClient(name).withEmail().withMobile()));
  await ada.invites(added[1]!);
  await isIn(ada, context, page);
  const rows = page.locator('a.row-name');
  await expect(rows).toHaveText(names);
  await page.getByLabel('Order').selectOption('name-backwards');
  await expect(rows).toHaveText([...names].reverse());
  await page.getByRole('link', { name: 'Invited', exact: true }).click();
  await expect(rows).toHaveText(['Basil Birch']);
  expect(new URL(page.url()).search).toBe('?filter=invited&sort=name-backwards');
  await page.reload();
  await expect(rows).toHaveText(['Basil Birch']);
  await page.getByRole('link', { name: 'All', exact: true }).click();
  // While typing: by any word of the name, an e-mail, the end of a number.
  const search = page.getByRole('searchbox');
  await search.pressSequentially('ced');
  await expect(rows).toHaveText(['Clara Cedar']);
  await expect(page.getByText('One client', { exact: true })).toBeAttached();
  await search.fill(added[3]!.email);
  await expect(rows).toHaveText(['Dora Dogwood']);
  await search.fill(added[0]!.number!.slice(-7));
  await expect(rows).toHaveText(['Amber Ash']);
  await search.press('ArrowDown');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await shows(page, 'Amber Ash');
  await page.goBack();
  await expect(search).toHaveValue(added[0]!.number!.slice(-7));
  await expect(rows).toHaveText(['Amber Ash']);
  await search.fill('nobody of this name');
  await expect(page.getByText('No clients match “nobody of this name”.')).toBeVisible();
  await page.getByRole('link', { name: 'Show all clients' }).click();
  await expect(rows).toHaveCount(4);
});

test('a list that is longer than a page can be paged forwards and back', async ({
  ada,
  context,
  page,
}) => {
  test.slow();
  const names = Array.from({ length: 53 }, (_, at) => `Client ${String(at).padStart(2, '0')}`);
  await Promise.all(names.map((name) => ada.adds(new NewClient(name))));
  await isIn(ada, context, page);
  const rows = page.locator('a.row-name');
  await expect(rows).toHaveCount(50);
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(rows).toHaveText(names.slice(50));
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(rows).toHaveText(names.slice(0, 50));
  await page.goBack();
  await expect(rows).toHaveText(names.slice(50));
  await page.reload();
  await expect(rows).toHaveText(names.slice(50));
  await page.getByRole('link', { name: 'First page' }).click();
  await expect(rows).toHaveText(names.slice(0, 50));
});

test('errors and duplicates appear while typing, and the server’s refusals at their fields', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page, '/console/clients/new');
  await page.getByLabel('Name', { exact: true }).fill('nora fielding');
  await page.getByLabel('E-mail address', { exact: true }).fill('nora@mail');
  await page.getByLabel('Mobile', { exact: true }).fill(nora.mobile);
  await expect(page.getByText('Enter an e-mail address like name@example.com')).toBeVisible();
  await page.getByLabel('E-mail address', { exact: true }).fill(nora.email);
  await expect(page.getByText('Enter an e-mail address like name@example.com')).toHaveCount(0);
  await expect(page.getByText('Also on record of: Nora Fielding')).toHaveCount(3);
  // Only the server recognises a landline.
  await page.getByLabel('Mobile', { exact: true }).fill('020 7946 0018');
  await presses(page, 'Add only');
  await expect(
    page.getByRole('link', { name: 'This is a landline: please enter a mobile' }),
  ).toBeVisible();
  await expect(page.locator('.summary')).toBeFocused();
  await page.getByLabel('Mobile', { exact: true }).fill('');
  await presses(page, 'Add only');
  await shows(page, 'nora fielding');
  await expect(page.getByText('Another client has the same name: Nora Fielding')).toBeVisible();
  await expect(
    page.getByText('This e-mail address is also on record of: Nora Fielding'),
  ).toBeVisible();
});

test('a company and a prospect, with a complete record, changed later', async ({
  ada,
  context,
  page,
}) => {
  await isIn(ada, context, page, '/console/clients/new');
  await page.getByLabel('Name', { exact: true }).fill('Brightwater Ltd');
  await page.getByLabel('Company').check();
  await page.getByLabel('Prospect').check();
  await page.getByLabel('E-mail address', { exact: true }).fill('one@brightwater.example');
  await presses(page, 'Add another e-mail address');
  await page.getByLabel('Another e-mail address', { exact: true }).fill('two@brightwater.example');
  await presses(page, 'Add another phone');
  await page.getByLabel('Other phone').fill('020 7946 0018');
  await page.getByLabel('Language of e-mails and pages').selectOption('de');
  await presses(page, 'Add only');
  await shows(page, 'Brightwater Ltd');
  await expect(page.locator('.facts')).toContainText('Company, Prospect');
  await expect(page.locator('.facts')).toContainText('none: texting is off');
  await presses(page, 'Edit the record');
  await expect(page.getByLabel('Another e-mail address', { exact: true })).toHaveValue(
    'two@brightwater.example',
  );
  await page.getByLabel('Another e-mail address', { exact: true }).fill('');
  await page.getByLabel('Client', { exact: true }).check();
  await presses(page, 'Save');
  await says(page, 'The record of Brightwater Ltd has been updated');
  await expect(page.locator('.facts')).toContainText('Company, Client');
  await expect(page.locator('.facts')).not.toContainText('two@brightwater.example');
});

test('two people who edit at once do not undo each other’s work', async ({
  ada,
  context,
  page,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await isIn(ada, context, page, `/console/clients/${nora.id}/edit`);
  await page.getByLabel('Name', { exact: true }).fill('Nora Hart');
  const { revision } = await ada.reads(nora);
  await ada.does('update', nora, { revision, relation: 'prospect' });
  await presses(page, 'Save');
  await expect(page.getByText('Somebody changed this since you opened it')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nora Hart');
  await presses(page, 'Reload');
  await expect(page.getByLabel('Prospect')).toBeChecked();
});

test('an empty list, an empty search and no connection: each says what to do', async ({
  ada,
  context,
  page,
  guards,
}) => {
  await isIn(ada, context, page);
  await expect(page.getByRole('heading', { name: 'No clients yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Blocked' }).click();
  await expect(page.getByText('Nobody is blocked.')).toBeVisible();
  guards.excuse(/^console: .*ERR_INTERNET_DISCONNECTED/, 'there is no connection in this test');
  await context.setOffline(true);
  await expect(page.getByText('No connection. What you see may be out of date')).toBeVisible();
  await page.getByRole('link', { name: 'Revoked' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  // Once online again, it refreshes automatically.
  await context.setOffline(false);
  await expect(page.getByText('Nobody’s access was revoked.')).toBeVisible();
});

test('a lost reply to “Add and invite” adds and invites once', async ({
  ada,
  context,
  page,
  guards,
}) => {
  await isIn(ada, context, page, '/console/clients/new');
  await page.getByLabel('Name', { exact: true }).fill('Nora Fielding');
  await page.getByLabel('E-mail address', { exact: true }).fill(`nora-${Date.now()}@mail.example`);
  guards.excuse(/^console: .*ERR_|^fault/, 'the answer is cut off in this test');
  let cut = 0;
  await page.route('**/api/staff/clients', async (route) => {
    if (route.request().method() !== 'POST' || cut > 0) return route.continue();
    cut += 1;
    await route.fetch();
    return route.abort();
  });
  await presses(page, 'Add and invite');
  await page.getByRole('button', { name: 'Try again' }).click();
  await shows(page, 'Nora Fielding');
  const found = (await ada.gets('/api/staff/clients?search=Nora')).body.clients;
  expect(found).toHaveLength(1);
  await expect(line(page, 'Invited')).toBeVisible();
});

test('another firm’s client and a missing one get the same reply', async ({
  ada,
  context,
  page,
  vestibule,
}) => {
  const { ada: stranger } = await Firm.create(vestibule);
  const theirs = await stranger.adds(aClientWithoutMobile());
  await isIn(ada, context, page);
  for (const id of ['00000000-0000-4000-8000-000000000000', theirs.id]) {
    for (const part of ['', '/edit', '/letter', '/help/blocked']) {
      await page.goto(`/console/clients/${id}${part}`);
      await shows(page, 'Page not found');
      await expect(page.locator('body')).not.toContainText(theirs.name);
    }
  }
  await page.getByRole('link', { name: 'Back to clients' }).click();
  await shows(page, 'Clients');
});
