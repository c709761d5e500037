// Adding a client, and inviting in the same step: from an empty form to an e-mail that is on its way.

import { Button, type Faults, go, Page, type Problem, useOnce } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { onceKey, post } from '../api';
import { fieldFault, problemText } from '../problems';
import { useMe } from '../session';
import { say } from '../shell/Said';
import { useWords } from '../words';
import { arriveAt } from './arrival';
import { ClientForm, type Details, FormButtons, filled, noDetails } from './ClientForm';

/** What was typed stays when somebody looks elsewhere in between. */
let draft: Details | undefined;

export function NewClient() {
  const { words } = useWords();
  const me = useMe();
  const [details, setDetails] = useState<Details>(draft ?? noDetails);
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  // A new one for each version of what is sent: pressed twice, it is done once.
  const [keys, setKeys] = useState(() => ({ create: onceKey(), invite: onceKey() }));
  const change = (changed: Details) => {
    draft = changed;
    setDetails(changed);
    setKeys({ create: onceKey(), invite: onceKey() });
  };
  useEffect(() => document.getElementById('name')?.focus(), []);

  const add = async (invited: boolean) => {
    setTrouble(undefined);
    const missing: Faults = {};
    if (!details.name.trim()) missing['name'] = words.faultNameEmpty;
    if (invited && filled(details.emails).length === 0)
      missing['emails[0]'] = words.faultEmailToInvite;
    setFaults(missing);
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
        setFaults(
          Object.fromEntries(
            fields.map(([field, code]) => [field, fieldFault(words, field, code)]),
          ),
        );
      } else {
        setTrouble(added.problem);
      }
      return;
    }
    const { id, name, warnings } = added.body;
    arriveAt(id, { warnings });
    let done = words.saidAdded(name);
    if (invited) {
      const path = { client: id };
      const sent = await post(
        '/api/staff/clients/{client}/invite',
        {},
        { path, idempotencyKey: keys.invite },
      );
      done = sent.ok
        ? words.saidAddedInvited(name)
        : words.saidAddedNotInvited(
            name,
            problemText(words, sent.problem) ?? words.refusals.unreached,
          );
    }
    draft = undefined;
    go(`/console/clients/${id}`, 'replace');
    say(done);
  };
  const both = useOnce(() => add(true));
  const alone = useOnce(() => add(false));
  return (
    <div class="narrow">
      <Page title={words.addClient} of={me.firm.name} faulty={Object.keys(faults).length > 0}>
        <p class="lead">{words.addLead}</p>
        <ClientForm
          details={details}
          onChange={change}
          faults={faults}
          trouble={trouble}
          onSubmit={both.run}
        >
          <p class="hint">
            {filled(details.mobiles).length > 0 ? words.addNoteMobile : words.addNoteVoice}
          </p>
          <FormButtons
            busy={both.busy}
            does={words.addAndInvite}
            onCancel={() => {
              draft = undefined;
              go('/console/clients');
            }}
          >
            <Button kind="secondary" busy={alone.busy} onClick={alone.run}>
              {words.addOnly}
            </Button>
          </FormButtons>
        </ClientForm>
      </Page>
    </div>
  );
}
