/** WCAG 2.2 AA, as far as a machine can tell: axe-core on a page, light and dark. */
import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
  resultTypes: ['violations'],
  // No page of ours holds another; axe would write to every frame to find out.
  iframes: false,
};

/** Nothing that axe can find stands against this page, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await transitionsEnd(page);
    const found = await violations((script) => page.evaluate(script));
    expect(found, `axe in ${colorScheme} at ${new URL(page.url()).pathname}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** What axe finds on the page that `run` runs scripts on, one line each. */
export async function violations(run: (script: string) => Promise<unknown>): Promise<string[]> {
  await run(`void (window.axe || (() => { ${axe.source} })())`);
  const results = (await run(`window.axe.run(document, ${JSON.stringify(OPTIONS)})`)) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}

/** A colour half-way between two is no colour of the page. */
async function transitionsEnd(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
}
