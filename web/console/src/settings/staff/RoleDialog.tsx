import { post } from '../../api';
import type { Colleague } from '../../colleagues';
import { Confirm } from '../../components/Confirm';
import { notify } from '../../shell/Toast';
import { named, useStrings } from '../../strings';
import type { Role } from './role';

export function RoleDialog({
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
