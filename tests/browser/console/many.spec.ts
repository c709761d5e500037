/** A large firm: the list stays responsive, and every page costs as much as the first. */
import { expect, test } from '../vestibule/test.js';
import { isIn } from './steps.js';

/** Few enough for each run; `CLIENTS=10000` takes as many minutes as the machine is busy. */
const CLIENTS = Number(process.env['CLIENTS'] ?? 2000);

test(`${CLIENTS} clients: a search answers in under 100 ms at the median, each page costs the same calls`, async ({
  ada,
  firm,
  context,
  page,
  vestibule,
}) => {
  test.setTimeout(600_000);
  const order = { firm: firm.id, staff: ada.id };
  for (let made = 0; made < CLIENTS; made += 500) {
    await vestibule.invoke('seed-clients', { ...order, clients: Math.min(500, CLIENTS - made) });
  }
  const { clients } = (await ada.gets('/api/staff/clients?page=100')).body;

  // The time of one search over HTTP, as a page sends it.
  const took: number[] = [];
  for (let at = 0; at < 40; at += 1) {
    // Names with a common beginning, and addresses of a single client.
    const search = at % 2 ? clients[at].email : clients[at].name.slice(0, 4);
    const begun = performance.now();
    const answer = await ada.gets(`/api/staff/clients?search=${encodeURIComponent(search)}`);
    took.push(performance.now() - begun);
    expect(answer.body.clients.length).toBeGreaterThan(0);
  }
  const median = [...took].sort((one, other) => one - other)[took.length / 2] ?? Infinity;
  test.info().annotations.push({ type: 'search, median', description: `${median.toFixed(1)} ms` });
  console.log(`      ${CLIENTS} clients: search ${median.toFixed(1)} ms at the median`);
  expect(median, 'milliseconds').toBeLessThan(100);

  // Paging: later pages need no more calls to the table.
  const calls: number[] = [];
  let after = '';
  for (let turned = 0; turned < 12; turned += 1) {
    const counted: number[] = [];
    let next = '';
    for (let tries = 0; tries < 3; tries += 1) {
      await vestibule.invoke('count-calls', {});
      const { body } = await ada.gets(
        `/api/staff/clients?page=100${after && `&after=${encodeURIComponent(after)}`}`,
      );
      counted.push(readsOf(await vestibule.invoke('count-calls', {})));
      next = body.next ?? '';
    }
    // Schedules that read in between can only add calls.
    calls.push(Math.min(...counted));
    if (!next) break;
    after = next;
  }
  expect(calls.length, 'pages turned').toBeGreaterThan(Math.min(11, CLIENTS / 100 - 1));
  expect(new Set(calls), 'calls of each page').toEqual(new Set([calls[0]]));

  // In the browser: the typed text and the rows appear.
  await isIn(ada, context, page);
  await expect(page.locator('a.row-name')).toHaveCount(50);
  await page.getByRole('searchbox').pressSequentially(clients[7].email, { delay: 30 });
  await expect(page.locator('a.row-name')).toHaveText([clients[7].name]);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByRole('link', { name: 'Previous page' })).toBeVisible();
  await expect(page.locator('a.row-name')).toHaveCount(50);
});

/** How often the table was read. */
function readsOf(counted: { dynamodb?: Record<string, number> }): number {
  const { BatchGetItem = 0, GetItem = 0, Query = 0 } = counted.dynamodb ?? {};
  return BatchGetItem + GetItem + Query;
}
