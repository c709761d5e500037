import { Field, plainNumber, trimEnds } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { post } from '../../api';
import { checkMobile } from '../../checks';
import { Confirm } from '../../components/Confirm';
import { fieldError } from '../../problems';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import { type DialogProps, fieldsRefused } from './dialog';

export function MobileDialog({ client, onClient, onClose }: DialogProps) {
  const { strings } = useStrings();
  const [mobile, setMobile] = useState(client.mobiles[0] ?? '');
  const [error, setError] = useState<string>();
  const removes = trimEnds(mobile) === '';
  return (
    <Confirm
      title={strings.mobileTitle(client.name)}
      does={removes ? strings.removeMobile : strings.save}
      danger={removes && client.mobiles.length > 0}
      focusOn="mobile"
      onClose={onClose}
      onDo={async () => {
        setError(undefined);
        const wrong = removes ? undefined : checkMobile(strings, mobile);
        if (wrong) {
          setError(wrong);
          return fieldsRefused;
        }
        const body = { mobile: removes ? null : trimEnds(plainNumber(mobile)) };
        const outcome = await post('/api/staff/clients/{client}/change-mobile', body, {
          path: { client: client.id },
        });
        if (!outcome.ok) {
          const code = outcome.problem.fields['mobile'];
          if (code) setError(fieldError(strings, 'mobile', code));
          return outcome.problem;
        }
        onClient(outcome.body);
        notify(
          removes ? strings.toastMobileRemoved(client.name) : strings.toastMobile(client.name),
        );
        return undefined;
      }}
    >
      <p>{strings.mobileLead(client.name)}</p>
      <Field
        name="mobile"
        label={strings.mobile}
        hint={strings.mobileEmptyHint}
        value={mobile}
        onInput={setMobile}
        strip={plainNumber}
        error={error}
        input={{ type: 'tel', autocomplete: 'off' }}
      />
    </Confirm>
  );
}
