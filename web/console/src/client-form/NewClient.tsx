// Adds a client and, in the same step, invites them.

import { Button, type FieldErrors, go, Page, type Problem, useAction } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { idempotencyKey, post } from '../api';
import { keepFlash } from '../client/flash';
import { fieldError, problemText } from '../problems';
import { useMe } from '../session';
import { notify } from '../shell/Toast';
import { useStrings } from '../strings';
import { ClientForm } from './ClientForm';
import { type Details, filled, noDetails } from './details';
import { FormButtons } from './FormButtons';

/** Keeps what was typed while another view is shown. */
let draft: Details | undefined;

export function NewClient() {
  const { strings } = useStrings();
  const me = useMe();
  const [details, setDetails] = useState<Details>(draft ?? noDetails);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  // New keys for each version of the form: pressing the button twice adds one client.
  const [keys, setKeys] = useState(() => ({ create: idempotencyKey(), invite: idempotencyKey() }));
  const change = (changed: Details) => {
    draft = changed;
    setDetails(changed);
    setKeys({ create: idempotencyKey(), invite: idempotencyKey() });
  };
  useEffect(() => document.getElementById('name')?.focus(), []);

  const add = async (invited: boolean) => {
    setTrouble(undefined);
    const missing: FieldErrors = {};
    if (!details.name.trim()) missing['name'] = strings.errorNameEmpty;
    if (invited && filled(details.emails).length === 0)
      missing['emails[0]'] = strings.errorEmailToInvite;
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    const order = {
      name: details.name.trim(),
      kind: details.kind,
      relation: details.relation,
      emails: filled(details.emails),
      mobiles: filled(details.mobiles),
      phones: filled(details.phones),
      ...(details.language && { language: details.language }),
    };
    const added = await post('/api/staff/clients', order, { idempotencyKey: keys.create });
    if (!added.ok) {
      const fields = Object.entries(added.problem.fields);
      if (fields.length > 0) {
        setErrors(
          Object.fromEntries(
            fields.map(([field, code]) => [field, fieldError(strings, field, code)]),
          ),
        );
      } else {
        setTrouble(added.problem);
      }
      return;
    }
    const { id, name, warnings } = added.body;
    keepFlash(id, { warnings });
    let done = strings.toastAdded(name);
    if (invited) {
      const path = { client: id };
      const sent = await post(
        '/api/staff/clients/{client}/invite',
        {},
        { path, idempotencyKey: keys.invite },
      );
      done = sent.ok
        ? strings.toastAddedInvited(name)
        : strings.toastAddedNotInvited(
            name,
            problemText(strings, sent.problem) ?? strings.refusals.unreached,
          );
    }
    draft = undefined;
    go(`/console/clients/${id}`, 'replace');
    notify(done);
  };
  const both = useAction(() => add(true));
  const alone = useAction(() => add(false));
  return (
    <div class="narrow">
      <Page title={strings.addClient} of={me.firm.name} errors={errors}>
        <p class="lead">{strings.addLead}</p>
        <ClientForm
          details={details}
          onChange={change}
          errors={errors}
          trouble={trouble}
          onSubmit={both.run}
        >
          <p class="hint">
            {filled(details.mobiles).length > 0 ? strings.addNoteMobile : strings.addNoteVoice}
          </p>
          <FormButtons
            busy={both.busy}
            does={strings.addAndInvite}
            onCancel={() => {
              draft = undefined;
              go('/console/clients');
            }}
          >
            <Button kind="secondary" busy={alone.busy} onClick={alone.run}>
              {strings.addOnly}
            </Button>
          </FormButtons>
        </ClientForm>
      </Page>
    </div>
  );
}
