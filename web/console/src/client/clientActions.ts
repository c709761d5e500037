// The actions for a client that are done without a question before them.

import type { Problem, Schemas } from '@vestibule/kit';
import { idempotencyKey, post } from '../api';
import { notify } from '../shell/Toast';
import type { ConsoleStrings } from '../strings';
import type { Action } from './actions';

type Client = Schemas['ClientView'];

interface ActionHandlers {
  onClient: (client: Client) => void;
  onPin?: (pin: { digits: string; letter: string }) => void;
  /** The browser does not let the page use the clipboard: the link is to be shown instead. */
  onLinkNotCopied?: (link: string) => void;
}

/** Runs an action and shows a toast; returns the problem where it was refused. */
export async function runAction(
  strings: ConsoleStrings,
  client: Client,
  action: Action,
  handlers: ActionHandlers,
): Promise<Problem | undefined> {
  const path = { client: client.id };
  const { name } = client;
  switch (action) {
    case 'show-pin': {
      const outcome = await post('/api/staff/clients/{client}/reveal-pin', undefined, { path });
      if (!outcome.ok) return outcome.problem;
      handlers.onPin?.({ digits: outcome.body.pin, letter: outcome.body.letter ?? '' });
      return undefined;
    }
    case 'copy-link': {
      const link = await readLink(client);
      if (typeof link !== 'string') return link;
      try {
        await navigator.clipboard.writeText(link);
        notify(strings.toastLinkCopied);
      } catch {
        handlers.onLinkNotCopied?.(link);
      }
      return undefined;
    }
    case 'send-again': {
      const outcome = await post(
        '/api/staff/clients/{client}/invite',
        {},
        { path, idempotencyKey: idempotencyKey() },
      );
      if (!outcome.ok) return outcome.problem;
      notify(strings.toastInvited(name));
      return undefined;
    }
    case 'new-pin': {
      const outcome = await post('/api/staff/clients/{client}/renew-pin', undefined, { path });
      if (!outcome.ok) return outcome.problem;
      notify(outcome.body.recovery ? strings.toastRecovery(name) : strings.toastNewPin(name));
      return undefined;
    }
    case 'set-expiry': {
      const from = Math.max(Date.now(), Date.parse(client.login?.expires_at ?? '') || 0);
      const until = new Date(from);
      until.setFullYear(until.getFullYear() + 1);
      const body = { expires_at: until.toISOString() };
      const outcome = await post('/api/staff/clients/{client}/set-expiry', body, { path });
      if (!outcome.ok) return outcome.problem;
      handlers.onClient(outcome.body);
      notify(strings.toastExpiry(name));
      return undefined;
    }
    case 'mark-helped': {
      const outcome = await post('/api/staff/clients/{client}/helped', undefined, { path });
      if (!outcome.ok) return outcome.problem;
      handlers.onClient(outcome.body);
      notify(strings.toastHelped(name));
      return undefined;
    }
    case 'archive':
    case 'restore': {
      const put = action === 'archive' ? 'archive' : 'restore';
      const back = action === 'archive' ? 'restore' : 'archive';
      const outcome = await post(`/api/staff/clients/{client}/${put}`, undefined, { path });
      if (!outcome.ok) return outcome.problem;
      handlers.onClient(outcome.body);
      notify(
        action === 'archive' ? strings.toastArchived(name) : strings.toastRestored(name),
        () => {
          void runAction(strings, client, back, handlers);
        },
      );
      return undefined;
    }
    default:
      throw new Error(`${action} asks first`);
  }
}

/** Returns the whole address of the open invitation; the timeline records each time. */
async function readLink(client: Client): Promise<string | Problem> {
  const open = client.links.find(
    (one) => one.purpose === 'invitation' && !one.ended && Date.parse(one.ends_at) > Date.now(),
  );
  const link = open?.id ?? '';
  const outcome = await post(
    '/api/staff/clients/{client}/copy-link',
    { link },
    { path: { client: client.id } },
  );
  return outcome.ok ? location.origin + outcome.body.path : outcome.problem;
}
