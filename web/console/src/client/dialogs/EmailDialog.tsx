import { Field, trimEnds } from '@vestibule/kit';
import { useRef, useState } from 'preact/hooks';
import { post } from '../../api';
import { checkEmail } from '../../checks';
import { Confirm } from '../../components/Confirm';
import { fieldError } from '../../problems';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import { type DialogProps, fieldsRefused } from './dialog';

export function EmailDialog({ client, onClient, onNext, onClose }: DialogProps) {
  const { strings } = useStrings();
  const [email, setEmail] = useState(client.login?.email ?? '');
  const [error, setError] = useState<string>();
  const again = useRef(false);
  return (
    <Confirm
      title={strings.emailTitle(client.name)}
      does={strings.save}
      focusOn="corrected"
      onClose={() => (again.current ? onNext('send-again') : onClose())}
      onDo={async () => {
        const wrong = checkEmail(strings, email);
        setError(wrong);
        if (wrong) return fieldsRefused;
        const body = { email: trimEnds(email) };
        const outcome = await post('/api/staff/clients/{client}/correct-email', body, {
          path: { client: client.id },
        });
        if (!outcome.ok) {
          const code = outcome.problem.fields['email'];
          if (code) setError(fieldError(strings, 'email', code));
          return outcome.problem;
        }
        const { send_again, warnings: _, ...changed } = outcome.body;
        onClient(changed);
        // What was sent went to the wrong address: that it is to be sent again is asked next.
        again.current = send_again;
        notify(strings.toastEmail(client.name));
        return undefined;
      }}
    >
      <p>
        {client.standing === 'active'
          ? strings.emailLeadActive(client.name)
          : strings.emailLead(client.name)}
      </p>
      <Field
        name="corrected"
        label={strings.email}
        value={email}
        onInput={setEmail}
        error={error}
        input={{ type: 'email', autocomplete: 'off' }}
      />
    </Confirm>
  );
}
