/** Lighthouse, as on a mid-range phone with a slow network: performance, accessibility, practices. */
import { expect, type Page } from '@playwright/test';
import lighthouse, { type Result } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/**
 * A page is measured up to so many times and the best counts: Lighthouse computes the slow phone
 * from what the page took here, and a busy machine only ever adds to that.
 */
const TRIES = 3;

/**
 * The page is loaded anew, in its own tab with its cookies and storage, and scores 100 in each
 * category. `port` is where its browser can be debugged.
 */
export async function expectFlawless(page: Page, port: number): Promise<void> {
  const url = page.url();
  const browser = await puppeteer.connect({
    browserURL: `http://127.0.0.1:${port}`,
    defaultViewport: null,
  });
  try {
    const tabs = (await browser.pages()).filter((tab) => tab.url() === url);
    expect(tabs, `one tab is at ${url}`).toHaveLength(1);
    let shortcomings: string[] = [];
    for (let tries = 0; tries < TRIES; tries += 1) {
      const flags = { onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: 'silent' } as const;
      const measured = await lighthouse(url, flags, undefined, tabs[0]);
      if (!measured) throw new Error('Lighthouse measured nothing');
      const { lhr } = measured;
      if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
      expect(new URL(lhr.finalDisplayedUrl).pathname, 'the page that was measured').toBe(new URL(url).pathname);
      shortcomings = shortcomingsOf(lhr);
      if (shortcomings.length === 0) return;
    }
    expect(shortcomings, `Lighthouse at ${new URL(url).pathname}, the last of ${TRIES} runs`).toEqual([]);
  } finally {
    await browser.disconnect();
  }
}

/** What keeps a page from 100, one line a category and one an audit. */
function shortcomingsOf({ categories, audits }: Result): string[] {
  return Object.values(categories)
    .filter(({ score }) => score === null || score < 1)
    .flatMap(({ title, score, auditRefs }) => [
      `${title}: ${Math.round((score ?? 0) * 100)}`,
      ...auditRefs
        .map(({ id, weight }) => ({ ...audits[id], weight }))
        .filter(({ weight, score }) => weight > 0 && score != null && score < 1)
        .map(({ title, displayValue }) => `  ${title} ${displayValue ?? ''}`),
    ]);
}
