// A client: who they are, how they stand, what happened, and what helps. The page keeps itself up to
// date while somebody looks at it.

import {
  Button,
  Failure,
  go,
  Link,
  Notice,
  Page,
  type Problem,
  type Schemas,
  Spinner,
  useAction,
} from '@vestibule/kit';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { get } from '../api';
import { useColleagues } from '../colleagues';
import { Missing } from '../components/MissingClient';
import { Level, Status } from '../components/Status';
import { type Look, useLive } from '../live';
import { problemText } from '../problems';
import { useMe } from '../session';
import { named, useStrings } from '../strings';
import { ActionDialog } from './ActionDialog';
import { type ActionName, foremost, possible, rescues } from './actions';
import { runAction } from './clientActions';
import { Facts } from './Facts';
import { type Flash, takeFlash } from './flash';
import { SHOWN_MS, type ShownPin } from './Pin';
import { Rescue } from './Rescue';
import { type Lines, Timeline } from './Timeline';
import { mergePages } from './timeline';

export type Client = Schemas['ClientView'];

/** These are done as soon as they are pressed: they can be undone, or have nothing to undo. */
const AT_ONCE: readonly ActionName[] = ['showPin', 'copyLink', 'helped', 'archive', 'restore'];

export function ClientPage({ id, help }: { id: string; help: string | undefined }) {
  const { strings } = useStrings();
  const me = useMe();
  const colleagues = useColleagues();
  const names = useMemo(() => new Map(colleagues.map((one) => [one.id, one.name])), [colleagues]);
  const [client, setClient] = useState<Client>();
  const [known, setKnown] = useState<Lines>();
  const [trouble, setTrouble] = useState<Problem>();
  const [behind, setBehind] = useState(false);
  const [dialog, setDialog] = useState<ActionName>();
  const [refused, setRefused] = useState<Problem>();
  const [pin, setPin] = useState<ShownPin>();
  const [flash] = useState<Flash | undefined>(() => takeFlash(id));
  const newest = useRef('');
  const path = { client: id };

  const loadClient = async () => {
    const outcome = await get('/api/staff/clients/{client}', { path });
    if (outcome.ok) setClient(outcome.body);
    setTrouble(outcome.ok ? undefined : outcome.problem);
    return outcome.ok;
  };
  /** The timeline first: while it is as it was, so is all else. */
  const look = async (): Promise<Look> => {
    const outcome = await get('/api/staff/clients/{client}/timeline', { path });
    if (!outcome.ok) {
      setBehind(true);
      return 'failed';
    }
    setBehind(false);
    const first = JSON.stringify(outcome.body.lines[0]) + outcome.body.lines.length;
    if (first === newest.current) return 'same';
    newest.current = first;
    setKnown((before) =>
      mergePages(outcome.body, before && { lines: before.lines, older: before.older ?? null }),
    );
    await loadClient();
    return 'changed';
  };
  const load = () => {
    newest.current = '';
    void look().then((found) => {
      // Why it failed is said by the client's own answer.
      if (found === 'failed') void loadClient();
    });
  };
  useEffect(load, []);
  useLive(look);

  const act = useAction(async () => {
    const action = wanted.current;
    if (!client || !action) return;
    setRefused(undefined);
    const problem = await runAction(strings, client, action, {
      onClient: setClient,
      onPin: (shown) => {
        setPin({ ...shown, until: Date.now() + SHOWN_MS });
        requestAnimationFrame(() => document.getElementById('pin-digits')?.focus());
      },
      onLinkNotCopied: () => setDialog('copyLink'),
    });
    setRefused(problem);
    await look();
    keepFocus();
  });
  const wanted = useRef<ActionName | undefined>(undefined);
  const start = (action: ActionName) => {
    if (action === 'edit' || action === 'letter') {
      go(`/console/clients/${id}/${action}`);
    } else if (AT_ONCE.includes(action)) {
      wanted.current = action;
      act.run();
    } else {
      setDialog(action);
    }
  };
  /** In the panel of help one press is enough. */
  const atOnce = (action: ActionName) => {
    wanted.current = action;
    act.run();
  };

  if (!client) {
    if (trouble?.status === 404 || trouble?.status === 400) return <Missing />;
    return trouble ? <Failure problem={trouble} again={load} /> : <Spinner />;
  }
  const first = foremost(client);
  const rest = possible(client).filter(
    (action) => action !== first && action !== 'showPin' && action !== 'helped',
  );
  const stuck = help !== undefined || client.help.state !== 'none';
  const about = client.help.state === 'blocked' ? 'blocked' : (client.help.on ?? help);
  const offered = stuck ? rescues(client, about) : [];
  return (
    <div class="client-view">
      <p class="above">
        <Link href="/console/clients">{strings.clients}</Link>
      </p>
      <div class="head">
        <div>
          <Page title={client.name} of={me.firm.name} />
          <p class="pills">
            <Status client={client} />
            <Level level={client.security_level} />
            {client.rehearsal && <span class="pill rehearsal">{strings.rehearsal}</span>}
          </p>
        </div>
        {first && !stuck && <Button onClick={() => start(first)}>{strings.actions[first]}</Button>}
      </div>
      {behind && (
        <Notice tone="warning">
          <p>{strings.behind}</p>
        </Notice>
      )}
      {flash?.warnings.map((warning) => (
        <Notice key={warning.field} tone="warning">
          <p>
            {named(strings.warnings, warning.code) ?? strings.alsoWith}{' '}
            {warning.clients.map((other, at) => (
              <>
                {at > 0 && ', '}
                <a href={`/console/clients/${other.id}`}>{other.name}</a>
              </>
            ))}
          </p>
        </Notice>
      ))}
      {stuck && (
        <Rescue
          client={client}
          notice={help}
          about={about}
          offered={offered}
          lines={known?.lines ?? []}
          names={names}
          refused={refused}
          onAtOnce={atOnce}
          onAsk={setDialog}
        />
      )}
      {refused && !stuck && <Refusal problem={refused} />}
      <div class="two">
        <Facts
          client={client}
          pin={pin}
          busy={act.busy}
          onShow={() => start('showPin')}
          onHide={() => setPin(undefined)}
        />
        <Timeline
          id={id}
          known={known}
          names={names}
          offered={offered}
          onMore={setKnown}
          onMend={start}
        />
        <section class="card" aria-labelledby="actions-title">
          <h2 id="actions-title">{strings.moreActions}</h2>
          <ul class="actions">
            {rest.map((action) => (
              <li key={action}>
                <button
                  type="button"
                  class={
                    action === 'revoke' || action === 'cancelInvitation' ? 'action risky' : 'action'
                  }
                  onClick={() => start(action)}
                >
                  {strings.actions[action]}
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {dialog && (
        <ActionDialog
          action={dialog}
          client={client}
          colleagues={colleagues}
          onClient={setClient}
          onNext={setDialog}
          onClose={() => {
            setDialog(undefined);
            void look().then(keepFocus);
          }}
        />
      )}
    </div>
  );
}

/** Where what had the focus is gone, as a button that was pressed and is no more, the page has it. */
function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('main h1')?.focus();
  });
}

export function Refusal({ problem }: { problem: Problem }) {
  const { strings } = useStrings();
  const text = problemText(strings, problem);
  return text ? (
    <Notice tone="bad" urgent>
      <p>{text}</p>
    </Notice>
  ) : (
    <Failure problem={problem} />
  );
}
