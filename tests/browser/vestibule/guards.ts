/**
 * What no page may do in any test: break its content security policy, throw, log to the console,
 * call another origin, or cause a fault of the server.
 */
import { type BrowserContext, expect } from '@playwright/test';

/** One thing that a page did and may not do. */
export interface Trouble {
  readonly kind: 'policy' | 'exception' | 'console' | 'foreign' | 'fault';
  readonly what: string;
}

export type Engine = 'chromium' | 'firefox' | 'webkit';

export class Guards {
  readonly #found: Trouble[] = [];
  readonly #excused: { pattern: RegExp; because: string; met: boolean }[] = [];
  readonly #watched = new Set<BrowserContext>();
  readonly #unwatched = new Set<BrowserContext>();

  constructor(private readonly engine: Engine) {}

  /** The findings so far that are not excused. */
  get found(): readonly Trouble[] {
    return this.#found.filter(({ kind, what }) => {
      const excuses = this.#excused.filter(({ pattern }) => pattern.test(`${kind}: ${what}`));
      for (const excuse of excuses) excuse.met = true;
      return excuses.length === 0;
    });
  }

  /**
   * Excuses what a test causes on purpose. `pattern` is matched against `kind: what`, such as
   * `fault: 503 …/api/client/sign-in`. An unneeded excuse also fails the test, so what only some
   * engines report is excused for those.
   */
  excuse(pattern: RegExp, because: string, ...only: Engine[]): void {
    if (only.length && !only.includes(this.engine)) return;
    this.#excused.push({ pattern, because, met: false });
  }

  /** Adds a finding that this engine cannot report on its own. */
  note(trouble: Trouble): void {
    this.#found.push(trouble);
  }

  /** Runs something of the test's own tools whose findings are not the page's. */
  async aside<T>(doing: () => Promise<T>): Promise<T> {
    const before = this.#found.length;
    const done = await doing();
    this.#found.length = before;
    return done;
  }

  /** Watches every page of a browser, from before its first one. */
  async watch(browser: BrowserContext, origin: string): Promise<void> {
    this.#watched.add(browser);
    // Sent through the console, which all engines report: violations are events within a page.
    await browser.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violatedDirective, blockedURI, sample, sourceFile, lineNumber } = event;
        const where = `${sourceFile}:${lineNumber}`;
        console.error(`policy: ${violatedDirective} ${blockedURI} ${sample} at ${where}`);
      });
    });
    browser.on('weberror', (error) => {
      this.note({ kind: 'exception', what: String(error.error()) });
    });
    browser.on('console', (message) => {
      if (message.type() !== 'error') return;
      const [said, where] = [message.text(), message.location().url];
      if (said.startsWith('policy: ')) {
        this.note({ kind: 'policy', what: said.slice('policy: '.length) });
      } else if (!isRefusal(said, where)) {
        this.note({ kind: 'console', what: `${said} ${where}` });
      }
    });
    browser.on('request', (request) => {
      const url = new URL(request.url());
      // Lighthouse visits `chrome:` between two loads.
      const inside = ['data:', 'blob:', 'about:', 'chrome:'].includes(url.protocol);
      const here = inside || url.origin === origin;
      if (!here) this.note({ kind: 'foreign', what: `${request.method()} ${request.url()}` });
    });
    browser.on('response', (response) => {
      if (response.status() < 500) return;
      this.note({ kind: 'fault', what: `${response.status()} ${response.url()}` });
    });
  }

  /** Ends a browser, after its pages' last reports have arrived. */
  async leave(browser: BrowserContext): Promise<void> {
    // One connection keeps its order: the answer arrives after the reports.
    await Promise.all(browser.pages().map((page) => page.title().catch(() => {})));
    for (const other of browser.browser()?.contexts() ?? []) {
      if (this.#watched.has(other)) continue;
      this.#unwatched.add(other);
      // The next test must not find these.
      await other.close();
    }
  }

  /** Fails the test if something was found. */
  check(): void {
    expect([...this.#unwatched], 'browsers that were opened past the guards').toHaveLength(0);
    const found = this.found.map(({ kind, what }) => `${kind}: ${what}`);
    expect(found, 'what the pages did and may not do').toEqual([]);
    const unused = this.#excused
      .filter(({ met }) => !met)
      .map(({ pattern, because }) => `${pattern}: ${because}`);
    expect(unused, 'excuses that nothing needed').toEqual([]);
  }
}

/**
 * Chromium logs every 4xx reply as an error on the console. A refusal of the API is not an error of
 * the page; a missing file is.
 */
function isRefusal(said: string, where: string): boolean {
  return (
    said.startsWith('Failed to load resource: the server responded with a status of 4') &&
    URL.canParse(where) &&
    new URL(where).pathname.startsWith('/api/')
  );
}
