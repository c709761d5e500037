// The data of a client's page: the client, the timeline, and who works at the firm. It keeps itself
// up to date while somebody looks at the page.

import type { Problem, Schemas } from '@vestibule/kit';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { get } from '../api';
import { type Colleague, useColleagues } from '../colleagues';
import { type Look, useLive } from '../live';
import type { Lines } from './TimelineCard';
import { mergePages } from './timeline';

export type Client = Schemas['ClientView'];

export interface ClientPageData {
  /** Absent until it is loaded. */
  client: Client | undefined;
  setClient: (client: Client) => void;
  timeline: Lines | undefined;
  setTimeline: (timeline: Lines) => void;
  colleagues: readonly Colleague[];
  /** The names of staff by id. */
  names: ReadonlyMap<string, string>;
  /** Why the client could not be loaded. */
  trouble: Problem | undefined;
  /** The last refresh failed: what is shown may be old. */
  stale: boolean;
  /** Loads everything again. */
  load: () => void;
  /** Loads the timeline, and the client where it has changed. */
  refresh: () => Promise<Look>;
}

export function useClientPage(id: string): ClientPageData {
  const colleagues = useColleagues();
  const names = useMemo(() => new Map(colleagues.map((one) => [one.id, one.name])), [colleagues]);
  const [client, setClient] = useState<Client>();
  const [timeline, setTimeline] = useState<Lines>();
  const [trouble, setTrouble] = useState<Problem>();
  const [stale, setStale] = useState(false);
  const newest = useRef('');
  const path = { client: id };

  const loadClient = async () => {
    const outcome = await get('/api/staff/clients/{client}', { path });
    if (outcome.ok) setClient(outcome.body);
    setTrouble(outcome.ok ? undefined : outcome.problem);
  };
  // Every change of a client adds a line: while the timeline is the same, so is all else.
  const refresh = async (): Promise<Look> => {
    const outcome = await get('/api/staff/clients/{client}/timeline', { path });
    setStale(!outcome.ok);
    if (!outcome.ok) return 'failed';
    const { lines } = outcome.body;
    const first = JSON.stringify(lines[0]) + lines.length;
    if (first === newest.current) return 'same';
    newest.current = first;
    setTimeline((before) =>
      mergePages(outcome.body, before && { lines: before.lines, older: before.older ?? null }),
    );
    await loadClient();
    return 'changed';
  };
  const load = () => {
    newest.current = '';
    void refresh().then((look) => {
      // The reply to a request for the client says why.
      if (look === 'failed') void loadClient();
    });
  };
  useEffect(load, []);
  useLive(refresh);
  return {
    client,
    setClient,
    timeline,
    setTimeline,
    colleagues,
    names,
    trouble,
    stale,
    load,
    refresh,
  };
}
