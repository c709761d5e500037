// Converts what the list of clients shows into its address, and back.

/** The filters, in the order of urgency. */
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
  /** Only the clients of the reader. */
  mine: boolean;
  /** The position after which the page begins. */
  after: string;
}

export const emptyView: ListView = {
  search: '',
  filter: 'current',
  sort: 'name',
  mine: false,
  after: '',
};

/** Reads a view from an address; ignores values that it does not know. */
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

/** Returns the address of a view, without its default values. */
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
