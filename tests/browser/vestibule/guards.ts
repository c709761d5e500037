/**
 * What no page may do in any test: break its content security policy, throw, complain on the
 * console, ask another origin, or be answered with a fault of the server.
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

  /** What was found so far and is not excused. */
  get found(): readonly Trouble[] {
    return this.#found.filter(({ kind, what }) => {
      const excuses = this.#excused.filter(({ pattern }) => pattern.test(`${kind}: ${what}`));
      for (const excuse of excuses) excuse.met = true;
      return excuses.length === 0;
    });
  }

  /**
   * Excuses what a test brings about on purpose. `pattern` is held against `kind: what`, such as
   * `fault: 503 …/api/client/sign-in`. An excuse that nothing needed fails the test as well, so
   * what only some engines say is excused for those.
   */
  excuse(pattern: RegExp, because: string, ...only: Engine[]): void {
    if (only.length && !only.includes(this.engine)) return;
    this.#excused.push({ pattern, because, met: false });
  }

  /** Notes what this engine cannot tell by itself. */
  note(trouble: Trouble): void {
    this.#found.push(trouble);
  }

  /** Does what the test's own tools cannot do without a trouble that is not the page's. */
  async aside<T>(doing: () => Promise<T>): Promise<T> {
    const before = this.#found.length;
    const done = await doing();
    this.#found.length = before;
    return done;
  }

  /** Watches every page of a browser, from before its first one. */
  async watch(browser: BrowserContext, origin: string): Promise<void> {
    this.#watched.add(browser);
    // Said on the console, which all engines report: a page's violations are events of its own.
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
      // Lighthouse goes to `chrome:` between two loads.
      const inside = ['data:', 'blob:', 'about:', 'chrome:'].includes(url.protocol);
      const here = inside || url.origin === origin;
      if (!here) this.note({ kind: 'foreign', what: `${request.method()} ${request.url()}` });
    });
    browser.on('response', (response) => {
      if (response.status() < 500) return;
      this.note({ kind: 'fault', what: `${response.status()} ${response.url()}` });
    });
  }

  /** The end of a browser: what its pages said last arrives. */
  async leave(browser: BrowserContext): Promise<void> {
    // What comes over one connection comes in order: the answer comes after what was said.
    await Promise.all(browser.pages().map((page) => page.title().catch(() => {})));
    for (const other of browser.browser()?.contexts() ?? []) {
      if (this.#watched.has(other)) continue;
      this.#unwatched.add(other);
      // Not for the next test to find.
      await other.close();
    }
  }

  /** Fails the test where something was found. */
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
 * Chromium calls every reply of 4xx an error on the console. A refusal of the API is no error of
 * the page; a file that is not there is.
 */
function isRefusal(said: string, where: string): boolean {
  return (
    said.startsWith('Failed to load resource: the server responded with a status of 4') &&
    URL.canParse(where) &&
    new URL(where).pathname.startsWith('/api/')
  );
}
