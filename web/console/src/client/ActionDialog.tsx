// The questions before something is done for a client: each names the client and what follows.

import { Button, Choice, Dialog, Field, type Problem, type Schemas, Spinner } from '@vestibule/kit';
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, onceKey, post } from '../api';
import { checkEmail, checkMobile } from '../clients/checks';
import type { Colleague } from '../colleagues';
import { Confirm } from '../parts/Confirm';
import { writeExactly } from '../parts/Moment';
import { fieldFault } from '../problems';
import { say } from '../shell/Said';
import { named, useWords } from '../words';
import type { ActionName } from './actions';
import { doNow, readLink } from './doing';

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
  const { words } = useWords();
  const path = { client: client.id };
  const { name } = client;
  const nothing = () => {};
  const questions: Partial<
    Record<ActionName, { lead: string; danger: boolean; act: () => Promise<Problem | undefined> }>
  > = {
    newPin: {
      lead: client.security_level === 'high' ? words.newPinHigh(name) : words.newPinLow(name),
      danger: client.security_level === 'high',
      act: () =>
        doNow(words, client, 'newPin', { onClient, onPin: nothing, onLinkNotCopied: nothing }),
    },
    cancelInvitation: {
      lead: words.cancelLead(name),
      danger: true,
      act: async () => {
        const outcome = await post('/api/staff/clients/{client}/cancel-invitation', undefined, {
          path,
        });
        if (!outcome.ok) return outcome.problem;
        say(words.saidCancelled(name));
        return undefined;
      },
    },
    revoke: {
      lead: words.revokeLead(name),
      danger: true,
      act: async () => {
        const outcome = await post('/api/staff/clients/{client}/revoke', undefined, { path });
        if (!outcome.ok) return outcome.problem;
        say(words.saidRevoked(name));
        return undefined;
      },
    },
    trustEmail: {
      lead: words.trustLead(client.given_up.map((one) => one.address).join(', ')),
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
        say(words.saidTrusted);
        return undefined;
      },
    },
  };
  const question = questions[action];
  if (!question) throw new Error(`${action} has no question`);
  return (
    <Confirm
      title={named(words.dialogTitles, action)?.(name) ?? words.actions[action]}
      does={words.actions[action]}
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
  const { words } = useWords();
  const [settings, setSettings] = useState<Schemas['SettingsView']>();
  const [pin, setPin] = useState<Travels>('firm');
  const [email, setEmail] = useState(client.login?.email ?? client.emails[0] ?? '');
  const [key] = useState(onceKey);
  useEffect(() => {
    void get('/api/staff/settings').then((outcome) => {
      if (outcome.ok) setSettings(outcome.body);
    });
  }, []);
  const again = action === 'sendAgain';
  const does = words.actions[action];
  const usual = settings && named(words.travels, settings.portal_pin);
  return (
    <Confirm
      title={again ? words.sendAgainTitle(client.name) : words.inviteTitle(client.name)}
      does={does}
      onClose={onClose}
      onDo={async () => {
        const order = { ...(email && { email }), ...(pin !== 'firm' && { pin }) };
        const outcome = await post('/api/staff/clients/{client}/invite', order, {
          path: { client: client.id },
          idempotencyKey: key,
        });
        if (!outcome.ok) return outcome.problem;
        say(words.saidInvited(client.name));
        return undefined;
      }}
    >
      <p>
        {again ? words.sendAgainLead(client.name, email) : words.inviteLead(client.name, email)}
      </p>
      {client.emails.length > 1 && (
        <div class="field">
          <label for="invite-email">{words.inviteTo}</label>
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
          legend={words.howPin}
          value={pin}
          onChange={setPin}
          options={[
            { value: 'firm', label: words.pinAsFirm, ...(usual && { hint: usual }) },
            { value: 'once-mobile-confirmed', label: words.pinOnce },
            { value: 'with-invitation', label: words.pinWith },
            { value: 'by-adviser', label: words.pinVoice },
          ]}
        />
      ) : (
        <p>{words.pinVoiceOnly(client.name)}</p>
      )}
    </Confirm>
  );
}

function MobileDialog({ client, onClient, onClose }: Props) {
  const { words } = useWords();
  const [mobile, setMobile] = useState(client.mobiles[0] ?? '');
  const [fault, setFault] = useState<string>();
  const removes = mobile.trim() === '';
  return (
    <Confirm
      title={words.mobileTitle(client.name)}
      does={removes ? words.removeMobile : words.save}
      danger={removes && client.mobiles.length > 0}
      focusOn="mobile"
      onClose={onClose}
      onDo={async () => {
        setFault(undefined);
        const wrong = removes ? undefined : checkMobile(words, mobile);
        if (wrong) {
          setFault(wrong);
          return fieldsRefused;
        }
        const body = { mobile: removes ? null : mobile.trim() };
        const outcome = await post('/api/staff/clients/{client}/change-mobile', body, {
          path: { client: client.id },
        });
        if (!outcome.ok) {
          const code = outcome.problem.fields['mobile'];
          if (code) setFault(fieldFault(words, 'mobile', code));
          return outcome.problem;
        }
        onClient(outcome.body);
        say(removes ? words.saidMobileRemoved(client.name) : words.saidMobile(client.name));
        return undefined;
      }}
    >
      <p>{words.mobileLead(client.name)}</p>
      <Field
        name="mobile"
        label={words.mobile}
        hint={words.mobileEmptyHint}
        value={mobile}
        onInput={setMobile}
        fault={fault}
        input={{ type: 'tel', autocomplete: 'off' }}
      />
    </Confirm>
  );
}

/** What the page itself refuses is shown like what the server does. */
const fieldsRefused: Problem = { kind: 'fields-refused', status: 422, fields: {}, more: {} };

function EmailDialog({ client, onClient, onNext, onClose }: Props) {
  const { words } = useWords();
  const [email, setEmail] = useState(client.login?.email ?? '');
  const [fault, setFault] = useState<string>();
  const again = useRef(false);
  return (
    <Confirm
      title={words.emailTitle(client.name)}
      does={words.save}
      focusOn="corrected"
      onClose={() => (again.current ? onNext('sendAgain') : onClose())}
      onDo={async () => {
        const wrong = checkEmail(words, email);
        setFault(wrong);
        if (wrong) return fieldsRefused;
        const body = { email: email.trim() };
        const outcome = await post('/api/staff/clients/{client}/correct-email', body, {
          path: { client: client.id },
        });
        if (!outcome.ok) {
          const code = outcome.problem.fields['email'];
          if (code) setFault(fieldFault(words, 'email', code));
          return outcome.problem;
        }
        const { send_again, warnings: _, ...changed } = outcome.body;
        onClient(changed);
        // What was sent went to the wrong address: that it is to be sent again is asked next.
        again.current = send_again;
        say(words.saidEmail(client.name));
        return undefined;
      }}
    >
      <p>
        {client.standing === 'active'
          ? words.emailLeadActive(client.name)
          : words.emailLead(client.name)}
      </p>
      <Field
        name="corrected"
        label={words.email}
        value={email}
        onInput={setEmail}
        fault={fault}
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
  const { words, language } = useWords();
  const [day, setDay] = useState(
    client.login?.expires_at ? dayOf(new Date(client.login.expires_at)) : '',
  );
  const [fault, setFault] = useState<string>();
  // The whole day belongs to the login.
  const until = day ? new Date(`${day}T23:59:59`) : undefined;
  return (
    <Confirm
      title={words.expiryTitle(client.name)}
      does={day ? words.save : words.removeExpiry}
      focusOn="expires"
      onClose={onClose}
      onDo={async () => {
        setFault(undefined);
        const body = { expires_at: until ? until.toISOString() : null };
        const outcome = await post('/api/staff/clients/{client}/set-expiry', body, {
          path: { client: client.id },
        });
        if (!outcome.ok) {
          const code = outcome.problem.fields['expires_at'];
          if (code) setFault(fieldFault(words, 'expires_at', code));
          return outcome.problem;
        }
        onClient(outcome.body);
        say(until ? words.saidExpiry(client.name) : words.saidNoExpiry(client.name));
        return undefined;
      }}
    >
      <p>{words.expiryLead(client.name)}</p>
      <Field
        name="expires"
        label={words.loginEnds}
        hint={words.expiryHint}
        value={day}
        onInput={setDay}
        fault={fault}
        input={{ type: 'date', min: dayOf(new Date()) }}
        below={
          until && (
            <p class="hint">{words.expiryUntil(writeExactly(language, until.toISOString()))}</p>
          )
        }
      />
    </Confirm>
  );
}

function HandOverDialog({ client, colleagues, onClient, onClose }: Props) {
  const { words } = useWords();
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
      <Dialog title={words.handOverTitle(client.name)} onClose={onClose}>
        <p>{words.nobodyElse}</p>
        <Button kind="secondary" onClick={onClose}>
          {words.close}
        </Button>
      </Dialog>
    );
  }
  return (
    <Confirm
      title={words.handOverTitle(client.name)}
      does={words.actions.handOver}
      focusOn="to"
      onClose={onClose}
      onDo={async () => {
        const problem = await hand(to);
        if (problem) return problem;
        const name = fit.find((one) => one.id === to)?.name ?? '';
        say(words.saidHandedOver(client.name, name), () => void hand(client.adviser.id));
        return undefined;
      }}
    >
      <p>{words.handOverLead(client.name)}</p>
      <div class="field">
        <label for="to">{words.newAdviser}</label>
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
  const { words } = useWords();
  const [link, setLink] = useState('');
  useEffect(() => {
    void readLink(client).then((found) => setLink(typeof found === 'string' ? found : ''));
  }, []);
  return (
    <Dialog title={words.linkTitle(client.name)} onClose={onClose}>
      <p>{words.linkLead}</p>
      {link ? (
        <Field
          name="link"
          label={words.linkLabel}
          value={link}
          onInput={() => {}}
          input={{ readOnly: true, onFocus: (event) => event.currentTarget.select() }}
        />
      ) : (
        <Spinner />
      )}
      <Button kind="secondary" onClick={onClose}>
        {words.close}
      </Button>
    </Dialog>
  );
}
