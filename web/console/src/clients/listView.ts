// What the list of clients shows, to and from its address.

/** Where clients stand, in the order of what needs somebody first. */
export const FILTERS = [
  'current',
  'stuck',
  'blocked',
  'not-invited',
  'invited',
  'active',
  'revoked',
  'archived',
  'rehearsals',
] as const;
export const SORTS = ['name', 'name-backwards', 'newest'] as const;

export interface ListView {
  search: string;
  filter: (typeof FILTERS)[number];
  sort: (typeof SORTS)[number];
  /** Only those whom the reader is responsible for. */
  mine: boolean;
  /** The place after which the page begins. */
  after: string;
}

export const emptyView: ListView = {
  search: '',
  filter: 'current',
  sort: 'name',
  mine: false,
  after: '',
};

/** Reads a view; whatever makes no sense is as if it were not there. */
export function viewOf(query: URLSearchParams): ListView {
  const one = <V extends string>(name: string, among: readonly V[], otherwise: V): V =>
    among.find((value) => value === query.get(name)) ?? otherwise;
  return {
    search: (query.get('search') ?? '').slice(0, 320),
    filter: one('filter', FILTERS, emptyView.filter),
    sort: one('sort', SORTS, emptyView.sort),
    mine: query.get('adviser') === 'me',
    after: query.get('after') ?? '',
  };
}

/** The address of a view: what is as usual is not said. */
export function addressOf(view: ListView): string {
  const query = new URLSearchParams();
  if (view.search) query.set('search', view.search);
  if (view.filter !== emptyView.filter) query.set('filter', view.filter);
  if (view.sort !== emptyView.sort) query.set('sort', view.sort);
  if (view.mine) query.set('adviser', 'me');
  if (view.after) query.set('after', view.after);
  const text = query.toString();
  return text ? `/console/clients?${text}` : '/console/clients';
}
