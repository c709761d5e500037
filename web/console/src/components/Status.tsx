// The status of a client in a word and a colour, never in a colour alone.

import type { Schemas } from '@vestibule/kit';
import { type ConsoleStrings, useStrings } from '../strings';

/** The fields that a client's status depends on. */
export interface Standing {
  standing: Schemas['Standing'];
  help: { state: Schemas['HelpState'] };
  archived_at?: string | null | undefined;
}

export type StatusKey =
  | 'archived'
  | 'blocked'
  | 'stuck'
  | 'notInvited'
  | 'invited'
  | 'active'
  | 'revoked';

/** Returns the status that matters most. */
export function statusOf(client: Standing): StatusKey {
  if (client.archived_at) return 'archived';
  if (client.help.state === 'blocked') return 'blocked';
  if (client.help.state === 'stuck') return 'stuck';
  switch (client.standing) {
    case 'invited':
      return 'invited';
    case 'active':
      return 'active';
    case 'revoked':
      return 'revoked';
    default:
      return 'notInvited';
  }
}

export const statusText = (strings: ConsoleStrings, key: StatusKey): string => strings.status[key];

export function Status({ client }: { client: Standing }) {
  const { strings } = useStrings();
  const key = statusOf(client);
  return <span class={`pill ${key}`}>{statusText(strings, key)}</span>;
}

/** Shows "Low: no password yet" or "High: password set". */
export function Level({ level }: { level: Schemas['SecurityLevel'] }) {
  const { strings } = useStrings();
  return (
    <span class={`pill ${level === 'high' ? 'high' : 'low'}`}>
      {level === 'high' ? strings.levelHigh : strings.levelLow}
    </span>
  );
}
