// Calls the API as a member of staff. A request that meets the end of the session waits until the
// same person has signed in again, and is then repeated: nothing that was typed is lost.

import type { GetPath, Outcome, PostPath, ReplyOf } from '@vestibule/kit';
import * as kit from '@vestibule/kit';
import { session } from './session';

type Get = typeof kit.get;
type Post = typeof kit.post;

/** Sends a GET request. */
export const get: Get = (path, ...rest) =>
  held(() => kit.get(path, ...rest)) as Promise<Outcome<ReplyOf<GetPath & typeof path, 'get'>>>;

/** Sends a POST request. */
export const post: Post = (path, body, ...rest) =>
  held(() => kit.post(path, body, ...rest)) as Promise<
    Outcome<ReplyOf<PostPath & typeof path, 'post'>>
  >;

async function held<T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (;;) {
    const outcome = await ask();
    if (outcome.ok) session.used();
    if (outcome.ok || outcome.problem.kind !== 'not-signed-in') return outcome;
    await session.signedInAgain();
  }
}

/** Returns a random UUID: requests with the same key are processed once. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
