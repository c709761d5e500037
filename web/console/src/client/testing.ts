// What tests of a client's page start from.

import type { Schemas } from '@vestibule/kit';
import type { Line } from './timeline';

/** A client who was just added, with what a test is about. */
export const clientView = (more: Partial<Schemas['ClientView']> = {}): Schemas['ClientView'] => ({
  id: 'n',
  name: 'Nora Fielding',
  kind: 'person',
  relation: 'client',
  standing: 'not-invited',
  security_level: 'low',
  adviser: { id: 'ada', name: 'Ada Marsh' },
  emails: ['nora@mail.example'],
  mobiles: [],
  phones: [],
  given_up: [],
  grants: [],
  links: [],
  help: { state: 'none' },
  pin: { state: 'unsent' },
  can_text: true,
  sms: false,
  rehearsal: false,
  revision: 1,
  created_at: '2026-11-01T10:00:00Z',
  actions: ['invite', 'show-pin', 'new-pin', 'change-mobile', 'hand-over', 'edit', 'archive'],
  ...more,
});

/** A line of the timeline, so many seconds after the first. */
export const lineOf = (what: Line['what'], at: number, more: Partial<Line> = {}): Line => ({
  at: new Date(at * 1000).toISOString(),
  actor: { kind: 'client' },
  cause: 'x',
  what,
  tone: 'plain',
  now: null,
  resolves: [],
  ...more,
});
