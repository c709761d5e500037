/** The runner as a process: started on a free port, with its own folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inbox } from './inbox.js';
import { Visitor } from './visitor.js';

/** How long a start may take on a busy machine, in milliseconds. */
const PATIENCE_MS = 60_000;
const ROOT = join(import.meta.dirname, '../../..');
const BINARY = join(ROOT, 'target/debug/vestibule');

/** A fault to order from the runner; docs/running.md explains each word. */
export interface Fault {
  service: 'dynamodb' | 'kms' | 'ses' | 'sns';
  operation?: string;
  how: 'throttle' | 'error-500' | 'refuse' | 'conflict' | 'delay' | 'lose-reply';
  code?: string;
  ms?: number;
  skip?: number;
  times?: number;
}

/** A running Vestibule. It ends with this process, however that ends. */
export class Runner {
  /** The origin of pages and API, as people's browsers use it. */
  readonly origin: string;
  readonly inbox: Inbox;
  readonly #aws: string;
  readonly #process: ChildProcess;
  readonly #folder: string;
  #disturbed = false;

  private constructor(origin: string, aws: string, process: ChildProcess, folder: string) {
    this.origin = origin;
    this.inbox = new Inbox(origin);
    this.#aws = aws;
    this.#process = process;
    this.#folder = folder;
  }

  /** `secure` serves TLS under a throw-away certificate. */
  static async start({ secure }: { secure: boolean }): Promise<Runner> {
    if (!existsSync(BINARY)) {
      throw new Error('The runner is not built: cargo build -p vestibule-local (make does it)');
    }
    const folder = await mkdtemp(join(tmpdir(), 'vestibule-browser-'));
    const data = join(folder, 'data');
    const process = spawn(
      BINARY,
      ['--port', '0', '--for-tests', '--data', data, ...(secure ? ['--tls'] : [])],
      // The runner ends when its standard input does, so it never outlives its worker.
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    const said = createWriteStream(join(folder, 'output.txt'));
    process.stdout.pipe(said);
    process.stderr.pipe(said);
    const told = await endpoints(process, folder, join(data, 'endpoints.json'));
    return new Runner(told.public_origin, told.aws_url, process, folder);
  }

  async stop(): Promise<void> {
    if (!hasEnded(this.#process)) {
      const ended = new Promise((resolve) => this.#process.once('exit', resolve));
      this.#process.kill('SIGKILL');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The log of the functions so far. */
  async log(): Promise<string> {
    return readFile(join(this.#folder, 'data/log.jsonl'), 'utf8').catch(() => '');
  }

  /** Whether its clock moved or faults were ordered: no other test may use it then. */
  get isDisturbed(): boolean {
    return this.#disturbed || hasEnded(this.#process);
  }

  /** Invokes a function by name, as ops do. */
  // biome-ignore lint/suspicious/noExplicitAny: the test that reads it fails where it is not as expected
  async invoke(name: string, event: unknown): Promise<any> {
    const answer = await new Visitor(this.#aws).send(
      'POST',
      `/2015-03-31/functions/${name}/invocations`,
      JSON.stringify(event),
      { 'content-type': 'application/json', authorization: 'AWS4-HMAC-SHA256 test' },
    );
    if (answer.status !== 200 || answer.headers['x-amz-function-error']) {
      throw new Error(`${name} failed: ${answer.text}`);
    }
    return answer.body;
  }

  /** Orders a fault; by default it hits the next such call once. */
  async fails(fault: Fault): Promise<void> {
    this.#disturbed = true;
    await this.invoke('inject-fault', fault);
  }

  /** Removes all faults. */
  async recovers(): Promise<void> {
    await this.invoke('clear-faults', {});
  }

  /** Moves the clock of every function forward. */
  async advance(by: {
    seconds?: number;
    minutes?: number;
    hours?: number;
    days?: number;
  }): Promise<void> {
    this.#disturbed = true;
    const hours = (by.days ?? 0) * 24 + (by.hours ?? 0);
    const seconds = (hours * 60 + (by.minutes ?? 0)) * 60 + (by.seconds ?? 0);
    await this.invoke('advance-clock', { ms: seconds * 1000 });
  }
}

interface Endpoints {
  public_origin: string;
  aws_url: string;
}

async function endpoints(process: ChildProcess, folder: string, file: string): Promise<Endpoints> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    // Written in one step, so the file is complete.
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text) return JSON.parse(text) as Endpoints;
    if (hasEnded(process) || Date.now() > until) {
      process.kill('SIGKILL');
      const said = await readFile(join(folder, 'output.txt'), 'utf8').catch(() => '');
      throw new Error(`The runner did not start. Its output:\n${said}`);
    }
    await sleep(20);
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;
