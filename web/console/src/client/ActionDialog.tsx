// The questions before something is done for a client: each names the client and what follows.

import { Button, Choice, Dialog, Field, type Problem, type Schemas, Spinner } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, idempotencyKey, post } from '../api';
import { checkEmail, checkMobile } from '../checks';
import type { Colleague } from '../colleagues';
import { Confirm } from '../components/Confirm';
import { writeExactly } from '../components/Moment';
import { fieldError } from '../problems';
import { notify } from '../shell/Toast';
import { named, useStrings } from '../strings';
import type { ActionName } from './actions';
import { readLink, runAction } from './clientActions';

type Client = Schemas['ClientView'];

interface Props {
  action: ActionName;
  client: Client;
  colleagues: readonly Colleague[];
  onClient: (client: Client) => void;
  /** One question leads to another. */
  onNext: (action: ActionName) => void;
  onClose: () => void;
}

export function ActionDialog(props: Props) {
  switch (props.action) {
    case 'invite':
    case 'sendAgain':
      return <InviteDialog {...props} />;
    case 'changeMobile':
      return <MobileDialog {...props} />;
    case 'correctEmail':
      return <EmailDialog {...props} />;
    case 'setExpiry':
      return <ExpiryDialog {...props} />;
    case 'handOver':
      return <HandOverDialog {...props} />;
    case 'copyLink':
      return <LinkDialog {...props} />;
    default:
      return <PlainDialog {...props} />;
  }
}

/** A question without anything to fill in. */
function PlainDialog({ action, client, onClient, onClose }: Props) {
  const { strings } = useStrings();
  const path = { client: client.id };
  const { name } = client;
  const nothing = () => {};
  const questions: Partial<
    Record<ActionName, { lead: string; danger: boolean; act: () => Promise<Problem | undefined> }>
  > = {
    newPin: {
      lead: client.security_level === 'high' ? strings.newPinHigh(name) : strings.newPinLow(name),
      danger: client.security_level === 'high',
      act: () =>
        runAction(strings, client, 'newPin', {
          onClient,
          onPin: nothing,
          onLinkNotCopied: nothing,
        }),
    },
    cancelInvitation: {
      lead: strings.cancelLead(name),
      danger: true,
      act: async () => {
        const outcome = await post('/api/staff/clients/{client}/cancel-invitation', undefined, {
          path,
        });
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastCancelled(name));
        return undefined;
      },
    },
    revoke: {
      lead: strings.revokeLead(name),
      danger: true,
      act: async () => {
        const outcome = await post('/api/staff/clients/{client}/revoke', undefined, { path });
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastRevoked(name));
        return undefined;
      },
    },
    trustEmail: {
      lead: strings.trustLead(client.given_up.map((one) => one.address).join(', ')),
      danger: false,
      act: async () => {
        for (const { address } of client.given_up) {
          const outcome = await post(
            '/api/staff/clients/{client}/trust-address',
            { address },
            { path },
          );
          if (!outcome.ok) return outcome.problem;
          onClient(outcome.body);
        }
        notify(strings.toastTrusted);
        return undefined;
      },
    },
  };
  const question = questions[action];
  if (!question) throw new Error(`${action} has no question`);
  return (
    <Confirm
      title={named(strings.dialogTitles, action)?.(name) ?? strings.actions[action]}
      does={strings.actions[action]}
      danger={question.danger}
      onDo={question.act}
      onClose={onClose}
    >
      <p>{question.lead}</p>
    </Confirm>
  );
}

type Travels = 'firm' | 'with-invitation' | 'once-mobile-confirmed' | 'by-adviser';

function InviteDialog({ client, action, onClose }: Props) {
  const { strings } = useStrings();
  const [settings, setSettings] = useState<Schemas['SettingsView']>();
  const [pin, setPin] = useState<Travels>('firm');
  const [email, setEmail] = useState(client.login?.email ?? client.emails[0] ?? '');
  const [key] = useState(idempotencyKey);
  useEffect(() => {
    void get('/api/staff/settings').then((outcome) => {
      if (outcome.ok) setSettings(outcome.body);
    });
  }, []);
  const again = action === 'sendAgain';
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
        <Choice<Travels>
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

function MobileDialog({ client, onClient, onClose }: Props) {
  const { strings } = useStrings();
  const [mobile, setMobile] = useState(client.mobiles[0] ?? '');
  const [error, setError] = useState<string>();
  const removes = mobile.trim() === '';
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
        const body = { mobile: removes ? null : mobile.trim() };
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
        error={error}
        input={{ type: 'tel', autocomplete: 'off' }}
      />
    </Confirm>
  );
}

/** What the page itself refuses is shown like what the server does. */
const fieldsRefused: Problem = { kind: 'fields-refused', status: 422, fields: {}, more: {} };

function EmailDialog({ client, onClient, onNext, onClose }: Props) {
  const { strings } = useStrings();
  const [email, setEmail] = useState(client.login?.email ?? '');
  const [error, setError] = useState<string>();
  const again = useRef(false);
  return (
    <Confirm
      title={strings.emailTitle(client.name)}
      does={strings.save}
      focusOn="corrected"
      onClose={() => (again.current ? onNext('sendAgain') : onClose())}
      onDo={async () => {
        const wrong = checkEmail(strings, email);
        setError(wrong);
        if (wrong) return fieldsRefused;
        const body = { email: email.trim() };
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

/** The day of a moment, in this browser's zone, as a date field takes it. */
function dayOf(at: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

function ExpiryDialog({ client, onClient, onClose }: Props) {
  const { strings, language } = useStrings();
  const [day, setDay] = useState(
    client.login?.expires_at ? dayOf(new Date(client.login.expires_at)) : '',
  );
  const [error, setError] = useState<string>();
  // The whole day belongs to the login.
  const until = day ? new Date(`${day}T23:59:59`) : undefined;
  return (
    <Confirm
      title={strings.expiryTitle(client.name)}
      does={day ? strings.save : strings.removeExpiry}
      focusOn="expires"
      onClose={onClose}
      onDo={async () => {
        setError(undefined);
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

function HandOverDialog({ client, colleagues, onClient, onClose }: Props) {
  const { strings } = useStrings();
  const fit = colleagues.filter((one) => one.state === 'active' && one.id !== client.adviser.id);
  const [to, setTo] = useState(fit[0]?.id ?? '');
  const hand = async (adviser: string) => {
    const outcome = await post(
      '/api/staff/clients/{client}/hand-over',
      { adviser },
      { path: { client: client.id } },
    );
    if (!outcome.ok) return outcome.problem;
    onClient(outcome.body);
    return undefined;
  };
  if (fit.length === 0) {
    return (
      <Dialog title={strings.handOverTitle(client.name)} onClose={onClose}>
        <p>{strings.nobodyElse}</p>
        <Button kind="secondary" onClick={onClose}>
          {strings.close}
        </Button>
      </Dialog>
    );
  }
  return (
    <Confirm
      title={strings.handOverTitle(client.name)}
      does={strings.actions.handOver}
      focusOn="to"
      onClose={onClose}
      onDo={async () => {
        const problem = await hand(to);
        if (problem) return problem;
        const name = fit.find((one) => one.id === to)?.name ?? '';
        notify(strings.toastHandedOver(client.name, name), () => void hand(client.adviser.id));
        return undefined;
      }}
    >
      <p>{strings.handOverLead(client.name)}</p>
      <div class="field">
        <label for="to">{strings.newAdviser}</label>
        <select id="to" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          {fit.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
    </Confirm>
  );
}

/** The link, to be copied by hand where the browser keeps pages from the clipboard. */
function LinkDialog({ client, onClose }: Props) {
  const { strings } = useStrings();
  const [link, setLink] = useState('');
  useEffect(() => {
    void readLink(client).then((found) => setLink(typeof found === 'string' ? found : ''));
  }, []);
  return (
    <Dialog title={strings.linkTitle(client.name)} onClose={onClose}>
      <p>{strings.linkLead}</p>
      {link ? (
        <Field
          name="link"
          label={strings.linkLabel}
          value={link}
          onInput={() => {}}
          input={{ readOnly: true, onFocus: (event) => event.currentTarget.select() }}
        />
      ) : (
        <Spinner />
      )}
      <Button kind="secondary" onClick={onClose}>
        {strings.close}
      </Button>
    </Dialog>
  );
}
