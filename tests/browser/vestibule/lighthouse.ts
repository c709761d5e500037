/** Lighthouse, as on a mid-range phone with a slow network: performance, accessibility, practices. */
import { expect, type Page } from '@playwright/test';
import lighthouse, { type Flags, type Result } from 'lighthouse';
import puppeteer, { type Page as PuppeteerPage } from 'puppeteer-core';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/**
 * A page is measured up to this many times and the best run counts: Lighthouse computes the slow
 * phone from the page's times here, and a busy machine only adds to those.
 */
const TRIES = 3;
/**
 * How much slower that phone is than a fast desktop machine, and the score of such a machine in
 * Lighthouse's own benchmark (its page on throttling: 1500 to 2000).
 */
const PHONE_IS_SLOWER = 4;
const FAST_MACHINE = 1500;

/**
 * Reloads the page in its own tab with its cookies and storage, and expects 100 in each category.
 * `port` is the debugging port of its browser.
 */
export async function expectFlawless(page: Page, port: number): Promise<void> {
  const browser = await puppeteer.connect({
    browserURL: `http://127.0.0.1:${port}`,
    defaultViewport: null,
  });
  try {
    // Both learn a page's new address, one perhaps later than the other.
    let url = '';
    let tabs: PuppeteerPage[] = [];
    await expect
      .poll(
        async () => {
          url = page.url();
          tabs = (await browser.pages()).filter((tab) => tab.url() === url);
          return tabs.length;
        },
        { message: 'one tab is where the page is' },
      )
      .toBe(1);
    let shortcomings: string[] = [];
    let cpuSlowdownMultiplier = PHONE_IS_SLOWER;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const flags: Flags = {
        onlyCategories: CATEGORIES,
        disableStorageReset: true,
        logLevel: 'silent',
        throttling: { cpuSlowdownMultiplier },
      };
      const measured = await lighthouse(url, flags, undefined, tabs[0]);
      if (!measured) throw new Error('Lighthouse measured nothing');
      const { lhr } = measured;
      if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
      expect(new URL(lhr.finalDisplayedUrl).pathname, 'the page that was measured').toBe(
        new URL(url).pathname,
      );
      shortcomings = shortcomingsOf(lhr);
      if (shortcomings.length === 0) return;
      // The same phone, seen from a slower machine. Never faster than this machine.
      const speed = lhr.environment.benchmarkIndex / FAST_MACHINE;
      cpuSlowdownMultiplier = PHONE_IS_SLOWER * Math.min(1, Math.max(1 / PHONE_IS_SLOWER, speed));
    }
    expect(
      shortcomings,
      `Lighthouse at ${new URL(url).pathname}, the last of ${TRIES} runs`,
    ).toEqual([]);
  } finally {
    await browser.disconnect();
  }
}

/** What prevents a score of 100: a line for each category and each audit. */
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
