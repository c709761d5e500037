// Calls the API: one function for each method, typed by the API's document. Every outcome is a
// value.

import type { components, paths } from './openapi';

/** The shapes of the API's bodies, by name. */
export type Schemas = components['schemas'];

type Method = 'get' | 'post';
type Operation<P extends keyof paths, M extends Method> = Exclude<paths[P][M], undefined>;
type PathsOf<M extends Method> = {
  [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P;
}[keyof paths];
/** The paths with a GET operation. */
export type GetPath = PathsOf<'get'>;
/** The paths with a POST operation. */
export type PostPath = PathsOf<'post'>;

type Json<C> = C extends { content: { 'application/json': infer B } } ? B : undefined;
/** The body of an operation's success reply. */
export type ReplyOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R } ? Json<R[Extract<keyof R, 200 | 201>]> : never;
type BodyOf<P extends PostPath> =
  Operation<P, 'post'> extends { requestBody: infer B } ? Json<B> : undefined;
type Parameters<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { parameters: infer Q } ? Q : never;
type PathParameters<P extends keyof paths, M extends Method> =
  Parameters<P, M> extends { path: infer V } ? { path: V } : { path?: never };
type QueryParameters<P extends keyof paths, M extends Method> =
  Parameters<P, M> extends { query?: infer V } ? { query?: Exclude<V, undefined> } : object;

/** What a GET request needs. */
export type GetOptions<P extends GetPath> = PathParameters<P, 'get'> & QueryParameters<P, 'get'>;
export type PostOptions<P extends PostPath> = PathParameters<P, 'post'> & {
  /** A repeated request with the same key gets the same reply. */
  idempotencyKey?: string;
};

/** Why a request was refused or failed. */
export interface Problem {
  /** The last part of the API's `type`; `offline` or `timeout` where there was no reply. */
  kind: string;
  /** The HTTP status; 0 where there was no reply. */
  status: number;
  /** For forms: the code of each field's error. */
  fields: Record<string, string>;
  /** The id of the request, which support looks up in the log. */
  reference?: string;
  /** Another try may succeed after this many seconds. */
  retryAfterS?: number;
  /** The other fields of this kind of problem. */
  more: Record<string, unknown>;
}

/** The reply to a request. */
export type Outcome<T> = ({ ok: true; body: T } | { ok: false; problem: Problem }) & {
  /**
   * Converts a time of the server's into milliseconds of this browser's clock, as a phone's clock may
   * be wrong.
   */
  here: (moment: string) => number;
};

/** Corrects times of the server's by the difference between its clock and this browser's. */
function hereOf(date: string | null): (moment: string) => number {
  const said = date === null ? NaN : Date.parse(date);
  const ahead = Number.isNaN(said) ? 0 : Date.now() - said;
  return (moment) => Date.parse(moment) + ahead;
}

/** How long to wait for a reply before the person is asked whether to try again. */
const PATIENCE_MS = 20_000;

/** Sends a GET request. */
export function get<P extends GetPath>(
  path: P,
  ...[options]: GetOptions<P> extends { path: unknown } ? [GetOptions<P>] : [GetOptions<P>?]
): Promise<Outcome<ReplyOf<P, 'get'>>> {
  return ask('GET', path, undefined, options);
}

/** Sends a POST request. */
export function post<P extends PostPath>(
  path: P,
  body: BodyOf<P>,
  ...[options]: PostOptions<P> extends { path: unknown } ? [PostOptions<P>] : [PostOptions<P>?]
): Promise<Outcome<ReplyOf<P, 'post'>>> {
  return ask('POST', path, body ?? {}, options);
}

interface Options {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  idempotencyKey?: string;
}

async function ask<T>(
  method: string,
  path: string,
  body: unknown,
  options: unknown,
): Promise<Outcome<T>> {
  const { path: inPath, query, idempotencyKey } = (options ?? {}) as Options;
  const abort = new AbortController();
  const patience = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const headers: Record<string, string> = {};
    if (method === 'POST') headers['content-type'] = 'application/json';
    if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
    const response = await fetch(address(path, inPath, query), {
      method,
      headers,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: abort.signal,
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    const here = hereOf(response.headers.get('date'));
    // A body that is cut off, or that is not JSON, counts as no reply.
    const answer: unknown = await response.json();
    return response.ok
      ? { ok: true, body: answer as T, here }
      : { ok: false, problem: problemOf(response, answer), here };
  } catch {
    const kind = abort.signal.aborted ? 'timeout' : 'offline';
    const problem = { kind, status: 0, fields: {}, more: {} };
    return { ok: false, problem, here: hereOf(null) };
  } finally {
    clearTimeout(patience);
  }
}

function address(path: string, inPath: Options['path'], query: Options['query']): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(inPath?.[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

function problemOf(response: Response, answer: unknown): Problem {
  const { type, title, status, instance, errors, ...more } = (answer ?? {}) as Schemas['Problem'];
  const fields: Record<string, string> = {};
  for (const error of errors ?? []) fields[error.field] ??= error.code;
  const wait = Number(response.headers.get('retry-after') ?? NaN);
  return {
    // Replies of the gateway itself (404, 413, 429, 503) have no type.
    kind: typeof type === 'string' ? (type.split(':').pop() ?? '') : `http-${response.status}`,
    status: response.status,
    fields,
    ...(instance && { reference: instance.replace(/.*:/, '') }),
    ...(wait >= 0 && { retryAfterS: wait }),
    more: { ...more },
  };
}
