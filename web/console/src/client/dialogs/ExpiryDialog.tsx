import { Field } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { post } from '../../api';
import { Confirm } from '../../components/Confirm';
import { writeExactly } from '../../components/Moment';
import { fieldError } from '../../problems';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import { type DialogProps, fieldsRefused } from './dialog';

/** The day of a moment, in this browser's zone, as a date field takes it. */
function dayOf(at: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

export function ExpiryDialog({ client, onClient, onClose }: DialogProps) {
  const { strings, language } = useStrings();
  const stored = client.login?.expires_at;
  const [day, setDay] = useState(stored ? dayOf(new Date(stored)) : '');
  const [error, setError] = useState<string>();
  // The whole day belongs to the login.
  const until = day ? new Date(`${day}T23:59:59`) : undefined;
  return (
    <Confirm
      title={strings.expiryTitle(client.name)}
      does={stored && !day ? strings.removeExpiry : strings.save}
      focusOn="expires"
      onClose={onClose}
      onDo={async () => {
        setError(undefined);
        if (!stored && !until) {
          setError(strings.errorDate);
          return fieldsRefused;
        }
        const body = { expires_at: until ? until.toISOString() : null };
        const outcome = await post('/api/staff/clients/{client}/set-expiry', body, {
          path: { client: client.id },
        });
        if (!outcome.ok) {
          const code = outcome.problem.fields['expires_at'];
          if (code) setError(fieldError(strings, 'expires_at', code));
          return outcome.problem;
        }
        onClient(outcome.body);
        notify(until ? strings.toastExpiry(client.name) : strings.toastNoExpiry(client.name));
        return undefined;
      }}
    >
      <p>{strings.expiryLead(client.name)}</p>
      <Field
        name="expires"
        label={strings.loginEnds}
        hint={strings.expiryHint}
        value={day}
        onInput={setDay}
        error={error}
        input={{ type: 'date', min: dayOf(new Date()) }}
        below={
          until && (
            <p class="hint">{strings.expiryUntil(writeExactly(language, until.toISOString()))}</p>
          )
        }
      />
    </Confirm>
  );
}
