// The list of clients: searched while typing, filtered, sorted, a page at a time. The address holds
// all of this, so that Back, a bookmark and a colleague's link show the same.

import {
  Failure,
  go,
  Link,
  Page,
  type Problem,
  type ReplyOf,
  Spinner,
  useQuery,
} from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api';
import { Status } from '../components/Status';
import { type Look, useLive } from '../live';
import { useMe } from '../session';
import { named, useStrings } from '../strings';
import { addressOf, emptyView, FILTERS, type ListView, SORTS, viewOf } from './listView';

type List = ReplyOf<'/api/staff/clients', 'get'>;

/** How long to wait for the next letter before searching: short enough to go unnoticed. */
const PAUSE_MS = 90;
/** How often the list refreshes; its pages are large. */
const AGAIN_MS = 10_000;

/** The list as it was last shown, so that Back shows it immediately. */
let lastList: { key: string; list: List } | undefined;
/** The position of the previous page for each page that this tab has opened. */
const before = new Map<string, string>();

export function ClientList() {
  const { strings } = useStrings();
  const me = useMe();
  const query = useQuery();
  const view = viewOf(query);
  const key = addressOf(view);
  const [typed, setTyped] = useState(view.search);
  const [list, setList] = useState<List | undefined>(
    lastList?.key === key ? lastList.list : undefined,
  );
  const [trouble, setTrouble] = useState<Problem>();
  const [late, setLate] = useState(false);
  const requests = useRef(0);
  const search = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLTableSectionElement>(null);

  const load = async (): Promise<Look> => {
    const turn = ++requests.current;
    const outcome = await get('/api/staff/clients', {
      query: {
        filter: view.filter,
        ...(view.search ? { search: view.search } : { sort: view.sort }),
        ...(view.mine && { adviser: 'me' }),
        ...(view.after && { after: view.after }),
      },
    });
    // A newer request is under way: its reply counts.
    if (turn !== requests.current) return 'same';
    setLate(false);
    if (!outcome.ok) {
      // The list was rebuilt in the meantime, and the position no longer exists.
      if (outcome.problem.status === 400 && view.after)
        go(addressOf({ ...view, after: '' }), 'replace');
      else setTrouble(outcome.problem);
      return 'failed';
    }
    const changed = JSON.stringify(outcome.body) !== JSON.stringify(lastList?.list);
    lastList = { key, list: outcome.body };
    if (outcome.body.next) before.set(outcome.body.next, view.after);
    setTrouble(undefined);
    if (changed || !list) setList(outcome.body);
    return changed ? 'changed' : 'same';
  };

  useEffect(() => {
    // The list fades only if the reply takes long.
    const slow = setTimeout(() => setLate(true), 300);
    void load().then(() => clearTimeout(slow));
    return () => clearTimeout(slow);
  }, [key]);
  useLive(load, AGAIN_MS);

  // The search box and the address follow each other.
  useEffect(() => {
    if (typed.trim() === view.search) return;
    const timer = setTimeout(
      () => go(addressOf({ ...view, search: typed.trim(), after: '' }), 'replace'),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    if (view.search !== typed.trim()) setTyped(view.search);
  }, [view.search]);
  useEffect(() => {
    if (query.has('find')) {
      search.current?.focus();
      go(addressOf(view), 'replace');
    }
  }, [query]);

  const show = (change: Partial<ListView>) => go(addressOf({ ...view, after: '', ...change }));
  const links = () => [...(rows.current?.querySelectorAll<HTMLAnchorElement>('a.row-name') ?? [])];
  /** Moves the focus from the search box into the list, and up and down in it. */
  const step = (event: KeyboardEvent) => {
    const down = event.key === 'ArrowDown';
    if ((!down && event.key !== 'ArrowUp') || event.altKey || event.metaKey || event.ctrlKey)
      return;
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    const target = down ? all[at + 1] : at === 0 ? search.current : all[at - 1];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  const narrowed = view.search !== '' || view.filter !== 'current' || view.mine;
  const turned = view.after !== '';
  const previous = before.get(view.after);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys add to Tab, which reaches all
    <div class="list-view" onKeyDown={step}>
      <div class="head">
        <Page title={strings.clients} of={me.firm.name} />
        <Link href="/console/clients/new" class="button">
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus */}
          {strings.addClient} <kbd aria-hidden="true">n</kbd>
        </Link>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: older browsers do not know <search> */}
      <form
        role="search"
        class="tools"
        onSubmit={(event) => {
          event.preventDefault();
          links()[0]?.focus();
        }}
      >
        <label class="search">
          <span class="unseen">{strings.searchLabel}</span>
          <input
            id="search"
            ref={search}
            type="search"
            placeholder={strings.searchHint}
            autocomplete="off"
            spellcheck={false}
            maxLength={320}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus */}
          <kbd aria-hidden="true">/</kbd>
        </label>
        <label class="pick">
          <span>{strings.whose}</span>
          <select
            value={view.mine ? 'me' : ''}
            onChange={(event) => show({ mine: event.currentTarget.value === 'me' })}
          >
            <option value="">{strings.whoseAll}</option>
            <option value="me">{strings.whoseMine}</option>
          </select>
        </label>
        <label class="pick">
          <span>{strings.order}</span>
          <select
            value={view.search ? '' : view.sort}
            disabled={view.search !== ''}
            onChange={(event) => show({ sort: event.currentTarget.value as ListView['sort'] })}
          >
            {view.search && <option value="">{strings.orderFound}</option>}
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {strings.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      </form>
      <nav class="filters" aria-label={strings.filter}>
        {FILTERS.map((filter) => (
          <Link
            key={filter}
            href={addressOf({ ...view, filter, after: '' })}
            class="chip"
            current={filter === view.filter}
          >
            {strings.filters[filter]}
          </Link>
        ))}
      </nav>
      {trouble && <Failure problem={trouble} again={() => void load()} />}
      <p class="unseen" role="status">
        {list && !late ? strings.found(list.clients.length, list.next != null) : ''}
      </p>
      {!list ? (
        !trouble && <Spinner />
      ) : list.clients.length === 0 ? (
        <Empty narrowed={narrowed} turned={turned} view={view} />
      ) : (
        <table class={late ? 'clients late' : 'clients'}>
          <thead>
            <tr>
              <th scope="col">{strings.name}</th>
              <th scope="col">{strings.standing}</th>
              <th scope="col">{strings.contact}</th>
              <th scope="col">{strings.responsible}</th>
            </tr>
          </thead>
          <tbody ref={rows}>
            {list.clients.map((client) => (
              <tr key={client.id}>
                <td>
                  <Link class="row-name" href={`/console/clients/${client.id}`}>
                    {client.name}
                  </Link>
                  <span class="tags">
                    {[
                      client.kind === 'company' && strings.company,
                      client.relation === 'prospect' && strings.prospect,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </td>
                <td>
                  <Status client={client} />
                  {client.help.on && (
                    <span class="why">{named(strings.stuckOn, client.help.on)}</span>
                  )}
                </td>
                <td class="contact">
                  <span>{client.email ?? <em>{strings.noEmail}</em>}</span>
                  <span>{client.mobile ?? <em>{strings.noMobile}</em>}</span>
                </td>
                <td>{client.adviser.name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list && (turned || list.next) && (
        <nav class="paging" aria-label={strings.paging}>
          {turned && (
            <Link href={addressOf({ ...view, after: previous ?? '' })} class="button secondary">
              {previous === undefined ? strings.firstPage : strings.previousPage}
            </Link>
          )}
          {list.next && (
            <Link href={addressOf({ ...view, after: list.next })} class="button secondary">
              {strings.nextPage}
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}

function Empty(props: { narrowed: boolean; turned: boolean; view: ListView }) {
  const { narrowed, turned, view } = props;
  const { strings } = useStrings();
  if (narrowed || turned) {
    const text = view.search
      ? strings.nothingFound(view.search)
      : strings.emptyFilters[view.filter];
    return (
      <div class="empty">
        <p>{text}</p>
        <Link href={addressOf(emptyView)} class="button secondary">
          {strings.showAll}
        </Link>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{strings.noClients}</h2>
      <p>{strings.noClientsNext}</p>
      <p class="buttons">
        <Link href="/console/clients/new" class="button">
          {strings.addClient}
        </Link>
        <Link href="/console/ready" class="button secondary">
          {strings.ready}
        </Link>
      </p>
    </div>
  );
}
