import { test } from '../vestibule/test.js';

test('the inbox', async ({ page, expectFlawless }) => {
  await page.goto('/inbox');
  await expectFlawless(page);
});
