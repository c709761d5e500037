// Edits the record of a client. If somebody else has changed it since the form was opened, the form
// says so and keeps what was typed.

import {
  Button,
  Failure,
  type FieldErrors,
  go,
  Notice,
  Page,
  type Problem,
  type Schemas,
  Spinner,
  useAction,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../api';
import { keepFlash } from '../client/flash';
import { MissingClient } from '../components/MissingClient';
import { fieldError } from '../problems';
import { notify } from '../shell/Toast';
import { useStrings } from '../strings';
import { ClientForm } from './ClientForm';
import { type Details, filled } from './details';
import { FormButtons } from './FormButtons';

export function EditClient({ id }: { id: string }) {
  const { strings } = useStrings();
  const [client, setClient] = useState<Schemas['ClientView']>();
  const [details, setDetails] = useState<Details>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const path = { client: id };
  const load = async () => {
    setTrouble(undefined);
    const outcome = await get('/api/staff/clients/{client}', { path });
    if (!outcome.ok) {
      setTrouble(outcome.problem);
      return;
    }
    setClient(outcome.body);
    setDetails(detailsOf(outcome.body));
  };
  useEffect(() => void load(), []);
  const back = `/console/clients/${id}`;
  const { busy, run } = useAction(async () => {
    if (!client || !details) return;
    setTrouble(undefined);
    setErrors({});
    const outcome = await post(
      '/api/staff/clients/{client}/update',
      {
        revision: client.revision,
        name: details.name.trim(),
        kind: details.kind,
        relation: details.relation,
        emails: filled(details.emails),
        mobiles: filled(details.mobiles),
        phones: filled(details.phones),
        language: details.language || null,
      },
      { path },
    );
    if (outcome.ok) {
      keepFlash(id, { warnings: outcome.body.warnings });
      go(back, 'replace');
      notify(strings.toastChanged(outcome.body.name));
      return;
    }
    const fields = Object.entries(outcome.problem.fields);
    if (fields.length > 0) {
      setErrors(
        Object.fromEntries(
          fields.map(([field, code]) => [field, fieldError(strings, field, code)]),
        ),
      );
    } else {
      setTrouble(outcome.problem);
    }
  });
  if (!client || !details) {
    if (trouble?.status === 404) return <MissingClient />;
    return trouble ? <Failure problem={trouble} again={() => void load()} /> : <Spinner />;
  }
  const stale = trouble?.kind === 'changed-meanwhile';
  return (
    <div class="narrow">
      <Page title={strings.editTitle(client.name)} errors={errors}>
        {client.mobiles.length > 0 && <p class="lead">{strings.editMobileNote}</p>}
        {stale && (
          <Notice tone="warning" urgent>
            <p>{strings.refusals.changedMeanwhile}</p>
            <Button kind="secondary" onClick={() => void load()}>
              {strings.reload}
            </Button>
          </Notice>
        )}
        <ClientForm
          details={details}
          onChange={setDetails}
          errors={errors}
          trouble={stale ? undefined : trouble}
          onSubmit={run}
          own={id}
        >
          <FormButtons busy={busy} does={strings.save} onCancel={() => go(back)} />
        </ClientForm>
      </Page>
    </div>
  );
}

function detailsOf(client: Schemas['ClientView']): Details {
  const { name, emails, mobiles, phones, language } = client;
  return {
    name,
    kind: client.kind === 'company' ? 'company' : 'person',
    relation: client.relation === 'prospect' ? 'prospect' : 'client',
    emails: emails.length > 0 ? emails : [''],
    mobiles: mobiles.length > 0 ? mobiles : [''],
    phones,
    language: language === 'en' || language === 'de' ? language : '',
  };
}
