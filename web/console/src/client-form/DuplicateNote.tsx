import { useStrings } from '../strings';
import type { Duplicate } from './duplicates';

/** Names other clients who have the same: not an error, but perhaps a mistake. */
export function DuplicateNote({ of }: { of: readonly Duplicate[] }) {
  const { strings } = useStrings();
  return (
    <p class="duplicates" role="status">
      {strings.alsoWith}{' '}
      {of.map((client, at) => (
        <>
          {at > 0 && ', '}
          <a href={`/console/clients/${client.id}`} target="_blank" rel="noopener">
            {client.name}
          </a>
        </>
      ))}
    </p>
  );
}
