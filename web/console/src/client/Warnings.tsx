import { Notice, type Schemas } from '@vestibule/kit';
import { named, useStrings } from '../strings';

/** Names other clients who share something that was just recorded. */
export function Warnings({ warnings }: { warnings: readonly Schemas['WarningView'][] }) {
  const { strings } = useStrings();
  return (
    <>
      {warnings.map((warning) => (
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
    </>
  );
}
