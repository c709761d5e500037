import { Choice, type Schemas } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, idempotencyKey, post } from '../../api';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { named, useStrings } from '../../strings';
import type { DialogProps } from './dialog';

/** How the PIN reaches the client; `firm` is what the firm has chosen. */
type PinRoute = 'firm' | Schemas['PinDelivery'];

export function InviteDialog({ client, action, onClose }: DialogProps) {
  const { strings } = useStrings();
  const [settings, setSettings] = useState<Schemas['SettingsView']>();
  const [pin, setPin] = useState<PinRoute>('firm');
  const [email, setEmail] = useState(client.login?.email ?? client.emails[0] ?? '');
  const [key] = useState(idempotencyKey);
  useEffect(() => {
    void get('/api/staff/settings').then((outcome) => {
      if (outcome.ok) setSettings(outcome.body);
    });
  }, []);
  const again = action === 'send-again';
  const does = strings.actions[action];
  const usual = settings && named(strings.travels, settings.portal_pin);
  return (
    <Confirm
      title={again ? strings.sendAgainTitle(client.name) : strings.inviteTitle(client.name)}
      does={does}
      onClose={onClose}
      onDo={async () => {
        const order = { ...(email && { email }), ...(pin !== 'firm' && { pin }) };
        const outcome = await post('/api/staff/clients/{client}/invite', order, {
          path: { client: client.id },
          idempotencyKey: key,
        });
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastInvited(client.name));
        return undefined;
      }}
    >
      <p>
        {again ? strings.sendAgainLead(client.name, email) : strings.inviteLead(client.name, email)}
      </p>
      {client.emails.length > 1 && (
        <div class="field">
          <label for="invite-email">{strings.inviteTo}</label>
          <select
            id="invite-email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          >
            {client.emails.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </div>
      )}
      {client.sms ? (
        <Choice<PinRoute>
          name="pin"
          legend={strings.howPin}
          value={pin}
          onChange={setPin}
          options={[
            { value: 'firm', label: strings.pinAsFirm, ...(usual && { hint: usual }) },
            { value: 'once-mobile-confirmed', label: strings.pinOnce },
            { value: 'with-invitation', label: strings.pinWith },
            { value: 'by-adviser', label: strings.pinVoice },
          ]}
        />
      ) : (
        <p>{strings.pinVoiceOnly(client.name)}</p>
      )}
    </Confirm>
  );
}
