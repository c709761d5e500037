/** WCAG 2.2 AA, as far as a machine can check: axe-core on a page, light and dark. */
import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
  resultTypes: ['violations'],
  // The product's pages have no frames; axe would write to every frame to find out.
  iframes: false,
};

/** Checks that axe finds nothing on this page, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await transitionsEnd(page);
    const found = await violations((script) => page.evaluate(script));
    expect(found, `axe in ${colorScheme} at ${new URL(page.url()).pathname}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Axe's findings on the page where `run` runs scripts, one line each. */
export async function violations(run: (script: string) => Promise<unknown>): Promise<string[]> {
  await run(`void (window.axe || (() => { ${axe.source} })())`);
  const results = (await run(`window.axe.run(document, ${JSON.stringify(OPTIONS)})`)) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}

/** Without transitions: a colour between two is not one of the page's. */
async function transitionsEnd(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
}
