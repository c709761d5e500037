/**
 * WebKit, the engine of Safari: Debian's WebKitGTK under Xvfb, driven by plain W3C WebDriver,
 * since Playwright drives only a build of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { violations } from './axe.js';
import { type Device, PATIENCE_MS, whole } from './device.js';
import type { Guards, Trouble } from './guards.js';

/** Where Debian's package `libwebkit2gtk-4.1-0` puts its small browser, by architecture. */
const MINI_BROWSERS = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
);
/** The name under which WebDriver hands out an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const FIELDS = 'input, select, textarea';
/** The visible elements that match a selector. */
const VISIBLE = `return [...document.querySelectorAll(arguments[0])]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))`;
const STALE = 'stale element reference';
/** WebDriver's own code points of keys without a character. */
const KEYS: Record<string, string> = { Tab: '\uE004', Enter: '\uE007' };

/** A WebKitWebDriver with its own X server. */
export class WebKit {
  private constructor(
    readonly address: string,
    private readonly processes: ChildProcess[],
  ) {}

  static async start(): Promise<WebKit> {
    const display = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const processes: ChildProcess[] = [display];
    try {
      const number = await firstLine(display);
      const port = await freePort();
      const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
        env: { ...process.env, DISPLAY: `:${number}` },
        stdio: 'ignore',
      });
      processes.push(driver);
      await started(driver);
      const webkit = new WebKit(`http://127.0.0.1:${port}`, processes);
      await webkit.#ready();
      return webkit;
    } catch (error) {
      for (const process of processes) process.kill();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const process of this.processes.toReversed()) process.kill();
  }

  /** A new browser without cookies, and its device. */
  async opens(origin: string, guards: Guards): Promise<WebKitDevice> {
    const binary = MINI_BROWSERS.find((path) => existsSync(path));
    const options = { binary, args: ['--automation'] };
    const wanted = { acceptInsecureCerts: true, 'webkitgtk:browserOptions': options };
    const made = await ask(this.address, 'POST', '/session', {
      capabilities: { alwaysMatch: wanted },
    });
    return new WebKitDevice(`${this.address}/session/${made.sessionId}`, origin, guards);
  }

  async #ready(): Promise<void> {
    await until(
      () => 'WebKitWebDriver answers',
      async () => {
        const status = await ask(this.address, 'GET', '/status').catch(() => undefined);
        return status?.ready === true;
      },
    );
  }
}

/** A device of WebKit. */
export class WebKitDevice implements Device {
  constructor(
    private readonly session: string,
    private readonly origin: string,
    private readonly guards: Guards,
  ) {}

  async goto(address: string): Promise<void> {
    await this.#watch();
    await this.#ask('POST', '/url', { url: new URL(address, this.origin).href });
    await this.#watch();
  }

  async reload(): Promise<void> {
    await this.#watch();
    await this.#ask('POST', '/refresh', {});
    await this.#watch();
  }

  async goesBack(): Promise<void> {
    await this.#watch();
    await this.#ask('POST', '/back', {});
    await this.#watch();
  }

  async fills(label: string, text: string): Promise<void> {
    await this.#does('a field', FIELDS, label, async (field) => {
      await this.#ask('POST', `/element/${field}/clear`, {});
      await this.#ask('POST', `/element/${field}/value`, { text });
      // A new page may move the focus to its heading in between, and may strip spaces.
      const typed: string = await this.#ask('GET', `/element/${field}/property/value`);
      if (bare(typed) !== bare(text)) throw new Refused(STALE, `${label} holds "${typed}"`);
    });
  }

  async presses(button: string): Promise<void> {
    await this.#does('a button', 'button, [role=button], summary', button, (found) =>
      this.#clicks(found),
    );
  }

  async follows(link: string): Promise<void> {
    await this.#does('a link', 'a[href]', link, (found) => this.#clicks(found));
  }

  async types(keys: string): Promise<void> {
    const actions = Array.from(KEYS[keys] ? [KEYS[keys]] : keys).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async showsHeading(name: string | RegExp): Promise<void> {
    await this.#does('a heading', 'h1, h2, h3, h4, [role=heading]', name, async () => {});
  }

  async shows(words: string | RegExp): Promise<void> {
    let text = '';
    const fits = () => (words instanceof RegExp ? words.test(text) : text.includes(words));
    await until(
      () => `${words} is shown. The page shows:\n${text}`,
      async () => {
        await this.#watch();
        text = squeezed(String(await this.#run('return document.body.innerText')));
        return fits();
      },
    );
  }

  async isAt(path: string | RegExp): Promise<void> {
    let at = '';
    await until(
      () => `the path is ${path}; it is ${at}`,
      async () => {
        at = (await this.address()).pathname;
        return whole(path).test(at);
      },
    );
  }

  async address(): Promise<URL> {
    return new URL(await this.#ask('GET', '/url'));
  }

  async title(): Promise<string> {
    return this.#ask('GET', '/title');
  }

  async valueOf(label: string): Promise<string> {
    return this.#does('a field', FIELDS, label, (field) =>
      this.#ask('GET', `/element/${field}/property/value`),
    );
  }

  async violations(): Promise<string[]> {
    // A script's own promise is awaited by WebDriver.
    return violations((script) => this.#run(`return ${script}`));
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.#ask('GET', '/screenshot'), 'base64');
  }

  async close(): Promise<void> {
    await this.#watch();
    await ask(this.session, 'DELETE', '');
  }

  /** Waits for the one visible element among these with this accessible name, and uses it. */
  async #does<T>(
    what: string,
    among: string,
    name: string | RegExp,
    use: (element: string) => Promise<T>,
  ): Promise<T> {
    let names: string[] = [];
    let used: { as: T } | undefined;
    await until(
      () => `there is ${what} "${name}". There are: ${names.join(', ')}`,
      async () => {
        await this.#watch();
        const [elements, labels] = await this.#named(among);
        names = labels.map(squeezed);
        const [fitting, ...more] = elements.filter((_, at) => whole(name).test(names[at] ?? ''));
        if (!fitting || more.length > 0) return false;
        used = { as: await use(fitting) };
        return true;
      },
    );
    return (used as unknown as { as: T }).as;
  }

  /** The visible elements among these, with the names that WebKit computes for them. */
  async #named(among: string): Promise<[string[], string[]]> {
    const seen = (await this.#run(VISIBLE, among)) as Record<string, string>[];
    const elements = seen.map((element) => String(element[ELEMENT]));
    const labels = elements.map((id) => this.#ask('GET', `/element/${id}/computedlabel`));
    return [elements, (await Promise.all(labels)) as string[]];
  }

  async #clicks(element: string): Promise<void> {
    await this.#ask('POST', `/element/${element}/click`, {}).catch((error: Refused) => {
      // Only an action that certainly did not happen may be repeated.
      if (error.code === STALE) throw error;
      throw new Error(error.message);
    });
  }

  async #run(script: string, ...args: unknown[]): Promise<unknown> {
    return this.#ask('POST', '/execute/sync', { script, args });
  }

  /** Collects from the document what the guards need; from now on it is kept. */
  async #watch(): Promise<void> {
    const troubles = (await this.#run(`
      if (!window.troubles) {
        window.troubles = [];
        document.addEventListener('securitypolicyviolation', (event) =>
          window.troubles.push({ kind: 'policy', what: event.violatedDirective + ' ' + event.blockedURI }));
        window.addEventListener('error', (event) =>
          window.troubles.push({ kind: 'exception', what: event.message }));
        window.addEventListener('unhandledrejection', (event) =>
          window.troubles.push({ kind: 'exception', what: String(event.reason) }));
      }
      return window.troubles.splice(0);`)) as Trouble[];
    for (const trouble of troubles) this.guards.note(trouble);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the test that reads it fails where it is not as expected
  #ask(method: string, path: string, body?: unknown): Promise<any> {
    return ask(this.session, method, path, body);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the test that reads it fails where it is not as expected
async function ask(base: string, method: string, path: string, body?: unknown): Promise<any> {
  const options = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(base + path, options);
  // biome-ignore lint/suspicious/noExplicitAny: the test that reads it fails where it is not as expected
  const { value } = (await response.json()) as { value: any };
  if (!response.ok)
    throw new Refused(value.error, `WebDriver ${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

/** An action that WebDriver refused. */
class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** Whether the page was redrawn, or left, between two requests. */
  get passes(): boolean {
    return [STALE, 'unknown error', 'javascript error'].includes(this.code);
  }
}

async function until(what: () => string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  let refused = '';
  const once = () =>
    holds().catch((error: unknown) => {
      if (!(error instanceof Refused && error.passes)) throw error;
      refused = `\n${error.message}`;
      return false;
    });
  while (!(await once())) {
    if (Date.now() > end) throw new Error(`Timed out waiting until ${what()}${refused}`);
    await sleep(50);
  }
}

const bare = (text: string) => text.replace(/\s/g, '');

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Xvfb writes the number of its display to descriptor 3. */
async function firstLine(process: ChildProcess): Promise<string> {
  await started(process);
  return new Promise((resolve, reject) => {
    process.stdio[3]?.once('data', (line: Buffer) => resolve(line.toString().trim()));
    process.once('exit', () => reject(new Error('Xvfb ended at once')));
  });
}

async function started(process: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    process.once('spawn', resolve);
    process.once('error', reject);
  });
}

/** WebKitWebDriver takes a port, not "any". */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
