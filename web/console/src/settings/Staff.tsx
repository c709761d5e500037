// Who works at the firm. Firm admins add colleagues, change roles and end accounts; advisers see who
// there is.

import {
  Button,
  Choice,
  Failure,
  type Faults,
  Field,
  Form,
  Notice,
  type Problem,
  Spinner,
  useOnce,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, onceKey, post } from '../api';
import { checkEmail } from '../clients/checks';
import { type Colleague, forgetColleagues } from '../colleagues';
import { Confirm } from '../parts/Confirm';
import { Moment } from '../parts/Moment';
import { fieldFault, problemText } from '../problems';
import { useMe } from '../session';
import { say } from '../shell/Said';
import { named, useWords } from '../words';

type Role = 'adviser' | 'firm-admin';
type Asked = { what: 'role' | 'deactivate'; whom: Colleague };

export function Staff() {
  const { words } = useWords();
  const me = useMe();
  const [members, setMembers] = useState<Colleague[]>();
  const [trouble, setTrouble] = useState<Problem>();
  const [asked, setAsked] = useState<Asked>();
  const load = async () => {
    setTrouble(undefined);
    forgetColleagues();
    const outcome = await get('/api/staff/members');
    if (outcome.ok) setMembers(outcome.body.members);
    else setTrouble(outcome.problem);
  };
  useEffect(() => void load(), []);
  const resend = async (whom: Colleague) => {
    const outcome = await post('/api/staff/members/{staff}/resend-set-up', undefined, {
      path: { staff: whom.id },
    });
    if (outcome.ok) say(words.saidSetUpSent(whom.name));
    else say(problemText(words, outcome.problem) ?? words.refusals.unreached);
    void load();
  };
  const admin = me.role === 'firm-admin';
  const names = new Map(members?.map((one) => [one.id, one.name]));
  return (
    <>
      {!admin && <p class="lead">{words.staffAdminsOnly}</p>}
      {trouble && <Failure problem={trouble} again={() => void load()} />}
      {!members ? (
        !trouble && <Spinner />
      ) : (
        <table class="members">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.standing}</th>
              {admin && <th scope="col">{words.moreActions}</th>}
            </tr>
          </thead>
          <tbody>
            {members.map((one) => (
              <tr key={one.id}>
                <td>
                  <strong>{one.name}</strong>
                  {one.id === me.id && <span class="hint"> {words.you}</span>}
                  <span class="why">{one.email}</span>
                </td>
                <td>{named(words.roles, one.role)}</td>
                <td>
                  <span
                    class={`pill ${one.state === 'active' ? 'active' : one.state === 'invited' ? 'invited' : 'archived'}`}
                  >
                    {named(words.staffStates, one.state)}
                  </span>
                  {one.link_ends_at && (
                    <span class="why">
                      {words.linkUntil} <Moment at={one.link_ends_at} />
                    </span>
                  )}
                  {one.successor && (
                    <span class="why">{words.clientsWith(names.get(one.successor) ?? '')}</span>
                  )}
                </td>
                {admin && (
                  <td>
                    {one.id !== me.id && one.state !== 'deactivated' && (
                      <p class="row-actions">
                        {one.state === 'invited' && (
                          <button type="button" class="link" onClick={() => void resend(one)}>
                            {words.resend}
                            <span class="unseen"> ({one.name})</span>
                          </button>
                        )}
                        <button
                          type="button"
                          class="link"
                          onClick={() => setAsked({ what: 'role', whom: one })}
                        >
                          {words.changeRole}
                          <span class="unseen"> ({one.name})</span>
                        </button>
                        <button
                          type="button"
                          class="link risky"
                          onClick={() => setAsked({ what: 'deactivate', whom: one })}
                        >
                          {words.deactivate}
                          <span class="unseen"> ({one.name})</span>
                        </button>
                      </p>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {admin && members && <AddColleague onAdded={() => void load()} />}
      {asked?.what === 'role' && (
        <RoleDialog
          whom={asked.whom}
          onClose={() => setAsked(undefined)}
          onDone={() => void load()}
        />
      )}
      {asked?.what === 'deactivate' && (
        <LeaveDialog
          whom={asked.whom}
          among={(members ?? []).filter(
            (one) => one.state === 'active' && one.id !== asked.whom.id,
          )}
          onClose={() => setAsked(undefined)}
          onDone={() => void load()}
        />
      )}
    </>
  );
}

function AddColleague({ onAdded }: { onAdded: () => void }) {
  const { words } = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('adviser');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [key, setKey] = useState(onceKey);
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const wrong = checkEmail(words, email);
    const missing = {
      ...(!name.trim() && { name: words.faultNameEmpty }),
      ...(wrong && { email: wrong }),
    };
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    const body = { name: name.trim(), email: email.trim(), role };
    const outcome = await post('/api/staff/members', body, { idempotencyKey: key });
    if (outcome.ok) {
      say(words.saidStaffAdded(outcome.body.name));
      setName('');
      setEmail('');
      setKey(onceKey());
      onAdded();
      return;
    }
    const fields = Object.entries(outcome.problem.fields);
    if (fields.length > 0)
      setFaults(
        Object.fromEntries(fields.map(([field, code]) => [field, fieldFault(words, field, code)])),
      );
    else if (outcome.problem.kind === 'email-taken')
      setFaults({ email: words.refusals.emailTaken });
    else setTrouble(outcome.problem);
  });
  const again = () => setKey(onceKey());
  return (
    <section class="card" aria-labelledby="add-title">
      <h2 id="add-title">{words.addColleague}</h2>
      <Form onSubmit={run} faults={faults}>
        <Field
          name="name"
          label={words.name}
          hint={words.colleagueNameHint}
          value={name}
          onInput={(typed) => {
            setName(typed);
            again();
          }}
          fault={faults['name']}
          input={{ autocomplete: 'off', autocapitalize: 'words' }}
        />
        <Field
          name="email"
          label={words.email}
          value={email}
          onInput={(typed) => {
            setEmail(typed);
            again();
          }}
          fault={faults['email']}
          input={{ type: 'email', autocomplete: 'off' }}
        />
        <Choice<Role>
          name="role"
          legend={words.role}
          value={role}
          onChange={(chosen) => {
            setRole(chosen);
            again();
          }}
          options={[
            { value: 'adviser', label: words.roles['adviser'] ?? '', hint: words.adviserMay },
            { value: 'firm-admin', label: words.roles['firm-admin'] ?? '', hint: words.adminMay },
          ]}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.addColleague}</Button>
      </Form>
    </section>
  );
}

function RoleDialog({
  whom,
  onClose,
  onDone,
}: {
  whom: Colleague;
  onClose: () => void;
  onDone: () => void;
}) {
  const { words } = useWords();
  const role: Role = whom.role === 'adviser' ? 'firm-admin' : 'adviser';
  return (
    <Confirm
      title={words.changeRoleTitle(whom.name)}
      does={words.makeRole(named(words.roles, role) ?? '')}
      onClose={onClose}
      onDo={async () => {
        const outcome = await post(
          '/api/staff/members/{staff}/change-role',
          { role },
          { path: { staff: whom.id } },
        );
        if (!outcome.ok) return outcome.problem;
        say(words.saidRole(whom.name, named(words.roles, role) ?? ''));
        onDone();
        return undefined;
      }}
    >
      <p>
        {role === 'firm-admin' ? words.becomesAdmin(whom.name) : words.becomesAdviser(whom.name)}
      </p>
    </Confirm>
  );
}

function LeaveDialog(props: {
  whom: Colleague;
  among: Colleague[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { whom, among } = props;
  const { words } = useWords();
  const [successor, setSuccessor] = useState(among[0]?.id ?? '');
  return (
    <Confirm
      title={words.deactivateTitle(whom.name)}
      does={words.deactivate}
      danger
      onClose={props.onClose}
      onDo={async () => {
        const outcome = await post(
          '/api/staff/members/{staff}/deactivate',
          { successor },
          { path: { staff: whom.id } },
        );
        if (!outcome.ok) return outcome.problem;
        say(words.saidDeactivated(whom.name));
        props.onDone();
        return undefined;
      }}
    >
      <p>{words.deactivateLead(whom.name)}</p>
      {among.length === 0 ? (
        <Notice tone="warning">
          <p>{words.nobodyElse}</p>
        </Notice>
      ) : (
        <div class="field">
          <label for="successor">{words.successor}</label>
          <select
            id="successor"
            value={successor}
            onChange={(event) => setSuccessor(event.currentTarget.value)}
          >
            {among.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
    </Confirm>
  );
}
