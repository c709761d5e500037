// Who works at the firm. Firm admins add colleagues, change roles and end accounts; advisers see who
// there is.

import {
  Button,
  Choice,
  Failure,
  Field,
  type FieldErrors,
  Form,
  Notice,
  type Problem,
  Spinner,
  useAction,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, idempotencyKey, post } from '../api';
import { checkEmail } from '../checks';
import { type Colleague, forgetColleagues } from '../colleagues';
import { Confirm } from '../components/Confirm';
import { Moment } from '../components/Moment';
import { fieldError, problemText } from '../problems';
import { useMe } from '../session';
import { notify } from '../shell/Toast';
import { named, useStrings } from '../strings';

type Role = 'adviser' | 'firm-admin';
type OpenDialog = { what: 'role' | 'deactivate'; whom: Colleague };

export function Staff() {
  const { strings } = useStrings();
  const me = useMe();
  const [members, setMembers] = useState<Colleague[]>();
  const [trouble, setTrouble] = useState<Problem>();
  const [dialog, setDialog] = useState<OpenDialog>();
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
    if (outcome.ok) notify(strings.toastSetUpSent(whom.name));
    else notify(problemText(strings, outcome.problem) ?? strings.refusals.unreached);
    void load();
  };
  const admin = me.role === 'firm-admin';
  const names = new Map(members?.map((one) => [one.id, one.name]));
  return (
    <>
      {!admin && <p class="lead">{strings.staffAdminsOnly}</p>}
      {trouble && <Failure problem={trouble} again={() => void load()} />}
      {!members ? (
        !trouble && <Spinner />
      ) : (
        <table class="members">
          <thead>
            <tr>
              <th scope="col">{strings.name}</th>
              <th scope="col">{strings.role}</th>
              <th scope="col">{strings.standing}</th>
              {admin && <th scope="col">{strings.moreActions}</th>}
            </tr>
          </thead>
          <tbody>
            {members.map((one) => (
              <tr key={one.id}>
                <td>
                  <strong>{one.name}</strong>
                  {one.id === me.id && <span class="hint"> {strings.you}</span>}
                  <span class="why">{one.email}</span>
                </td>
                <td>{named(strings.roles, one.role)}</td>
                <td>
                  <span
                    class={`pill ${one.state === 'active' ? 'active' : one.state === 'invited' ? 'invited' : 'archived'}`}
                  >
                    {named(strings.staffStates, one.state)}
                  </span>
                  {one.link_ends_at && (
                    <span class="why">
                      {strings.linkUntil} <Moment at={one.link_ends_at} />
                    </span>
                  )}
                  {one.successor && (
                    <span class="why">{strings.clientsWith(names.get(one.successor) ?? '')}</span>
                  )}
                </td>
                {admin && (
                  <td>
                    {one.id !== me.id && one.state !== 'deactivated' && (
                      <p class="row-actions">
                        {one.state === 'invited' && (
                          <button type="button" class="link" onClick={() => void resend(one)}>
                            {strings.resend}
                            <span class="unseen"> ({one.name})</span>
                          </button>
                        )}
                        <button
                          type="button"
                          class="link"
                          onClick={() => setDialog({ what: 'role', whom: one })}
                        >
                          {strings.changeRole}
                          <span class="unseen"> ({one.name})</span>
                        </button>
                        <button
                          type="button"
                          class="link risky"
                          onClick={() => setDialog({ what: 'deactivate', whom: one })}
                        >
                          {strings.deactivate}
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
      {dialog?.what === 'role' && (
        <RoleDialog
          whom={dialog.whom}
          onClose={() => setDialog(undefined)}
          onDone={() => void load()}
        />
      )}
      {dialog?.what === 'deactivate' && (
        <LeaveDialog
          whom={dialog.whom}
          among={(members ?? []).filter(
            (one) => one.state === 'active' && one.id !== dialog.whom.id,
          )}
          onClose={() => setDialog(undefined)}
          onDone={() => void load()}
        />
      )}
    </>
  );
}

function AddColleague({ onAdded }: { onAdded: () => void }) {
  const { strings } = useStrings();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('adviser');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [key, setKey] = useState(idempotencyKey);
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const wrong = checkEmail(strings, email);
    const missing = {
      ...(!name.trim() && { name: strings.errorNameEmpty }),
      ...(wrong && { email: wrong }),
    };
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    const body = { name: name.trim(), email: email.trim(), role };
    const outcome = await post('/api/staff/members', body, { idempotencyKey: key });
    if (outcome.ok) {
      notify(strings.toastStaffAdded(outcome.body.name));
      setName('');
      setEmail('');
      setKey(idempotencyKey());
      onAdded();
      return;
    }
    const fields = Object.entries(outcome.problem.fields);
    if (fields.length > 0)
      setErrors(
        Object.fromEntries(
          fields.map(([field, code]) => [field, fieldError(strings, field, code)]),
        ),
      );
    else if (outcome.problem.kind === 'email-taken')
      setErrors({ email: strings.refusals.emailTaken });
    else setTrouble(outcome.problem);
  });
  const again = () => setKey(idempotencyKey());
  return (
    <section class="card" aria-labelledby="add-title">
      <h2 id="add-title">{strings.addColleague}</h2>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="name"
          label={strings.name}
          hint={strings.colleagueNameHint}
          value={name}
          onInput={(typed) => {
            setName(typed);
            again();
          }}
          error={errors['name']}
          input={{ autocomplete: 'off', autocapitalize: 'words' }}
        />
        <Field
          name="email"
          label={strings.email}
          value={email}
          onInput={(typed) => {
            setEmail(typed);
            again();
          }}
          error={errors['email']}
          input={{ type: 'email', autocomplete: 'off' }}
        />
        <Choice<Role>
          name="role"
          legend={strings.role}
          value={role}
          onChange={(chosen) => {
            setRole(chosen);
            again();
          }}
          options={[
            { value: 'adviser', label: strings.roles['adviser'] ?? '', hint: strings.adviserMay },
            {
              value: 'firm-admin',
              label: strings.roles['firm-admin'] ?? '',
              hint: strings.adminMay,
            },
          ]}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.addColleague}</Button>
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
  const { strings } = useStrings();
  const role: Role = whom.role === 'adviser' ? 'firm-admin' : 'adviser';
  return (
    <Confirm
      title={strings.changeRoleTitle(whom.name)}
      does={strings.makeRole(named(strings.roles, role) ?? '')}
      onClose={onClose}
      onDo={async () => {
        const outcome = await post(
          '/api/staff/members/{staff}/change-role',
          { role },
          { path: { staff: whom.id } },
        );
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastRole(whom.name, named(strings.roles, role) ?? ''));
        onDone();
        return undefined;
      }}
    >
      <p>
        {role === 'firm-admin'
          ? strings.becomesAdmin(whom.name)
          : strings.becomesAdviser(whom.name)}
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
  const { strings } = useStrings();
  const [successor, setSuccessor] = useState(among[0]?.id ?? '');
  return (
    <Confirm
      title={strings.deactivateTitle(whom.name)}
      does={strings.deactivate}
      danger
      onClose={props.onClose}
      onDo={async () => {
        const outcome = await post(
          '/api/staff/members/{staff}/deactivate',
          { successor },
          { path: { staff: whom.id } },
        );
        if (!outcome.ok) return outcome.problem;
        notify(strings.toastDeactivated(whom.name));
        props.onDone();
        return undefined;
      }}
    >
      <p>{strings.deactivateLead(whom.name)}</p>
      {among.length === 0 ? (
        <Notice tone="warning">
          <p>{strings.nobodyElse}</p>
        </Notice>
      ) : (
        <div class="field">
          <label for="successor">{strings.successor}</label>
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
