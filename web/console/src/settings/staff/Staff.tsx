// The staff of the firm. Firm admins add colleagues, change roles and end accounts; advisers see
// the list.

import { Failure, type Problem, Spinner } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../../api';
import { type Colleague, forgetColleagues } from '../../colleagues';
import { Moment } from '../../components/Moment';
import { problemText } from '../../problems';
import { useMe } from '../../session';
import { notify } from '../../shell/Toast';
import { named, useStrings } from '../../strings';
import { AddColleague } from './AddColleague';
import { DeactivateDialog } from './DeactivateDialog';
import { RoleDialog } from './RoleDialog';

/** The question that is asked about a colleague. */
interface OpenDialog {
  what: 'role' | 'deactivate';
  whom: Colleague;
}

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
        <DeactivateDialog
          whom={dialog.whom}
          successors={(members ?? []).filter(
            (one) => one.state === 'active' && one.id !== dialog.whom.id,
          )}
          onClose={() => setDialog(undefined)}
          onDone={() => void load()}
        />
      )}
    </>
  );
}
