import {
  Button,
  Choice,
  Failure,
  Field,
  type FieldErrors,
  Form,
  type Problem,
  trimEnds,
  useAction,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { idempotencyKey, post } from '../../api';
import { checkEmail } from '../../checks';
import { fieldError } from '../../problems';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import type { Role } from './role';

export function AddColleague({ onAdded }: { onAdded: () => void }) {
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
    const body = { name: name.trim(), email: trimEnds(email), role };
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
