/**
 * A visitor: speaks HTTP as one browser would, with its cookies and its own address. People use it
 * to set a test up; the steps under test happen on a page.
 */

import { randomInt } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { expect } from '@playwright/test';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The body where it is JSON, else null. */
  // The API document describes the content; types here would only repeat it.
  // biome-ignore lint/suspicious/noExplicitAny: the test that reads it fails where it is not as expected
  readonly body: any;
}

export class Visitor {
  readonly #origin: URL;
  readonly #agent: http.Agent;
  readonly #jar = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = new URL(origin);
    // Linux answers on all of 127/8, so each visitor has its own address and tests share no limit
    // by source. macOS has only 127.0.0.1.
    const localAddress =
      process.platform === 'linux'
        ? `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`
        : '127.0.0.1';
    this.#agent =
      this.#origin.protocol === 'https:'
        ? // The runner creates a throw-away certificate at each start.
          new https.Agent({ localAddress, keepAlive: true, rejectUnauthorized: false })
        : new http.Agent({ localAddress, keepAlive: true });
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  /** The cookies that it holds, by name. */
  cookies(): ReadonlyMap<string, string> {
    return this.#jar;
  }

  async send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const { protocol, port } = this.#origin;
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const options: https.RequestOptions = {
      agent: this.#agent,
      // By address: the name might resolve to a family other than the visitor's address.
      host: '127.0.0.1',
      servername: 'localhost',
      port,
      method,
      path,
      headers: { host: this.#origin.host, ...(cookie && { cookie }), ...headers },
      timeout: 30_000,
    };
    const { request } = protocol === 'https:' ? https : http;
    return new Promise<Answer>((resolve, reject) => {
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          this.#keep(response.headers['set-cookie'] ?? []);
          const text = Buffer.concat(chunks).toString();
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text, body: parsed(text) });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path} was not answered`)));
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keep(headers: string[]): void {
    for (const header of headers) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      if (!name) continue;
      if (value) this.#jar.set(name, value);
      else this.#jar.delete(name);
    }
  }
}

/** Returns the answer, which must have this status. */
export function is(status: number, answer: Answer): Answer {
  expect(answer.status, answer.text).toBe(status);
  return answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
