// The firm's settings, beside a preview of what clients will see. Only changes are sent, and the
// form says so where somebody else has changed the settings since it was opened.

import { Button, Failure, Form, Notice, Spinner } from '@vestibule/kit';
import { useEffect } from 'preact/hooks';
import { Refusal } from '../../components/Refusal';
import { useMe } from '../../session';
import { useStrings } from '../../strings';
import { AccessSection } from './AccessSection';
import { FirmSection } from './FirmSection';
import { isReadable, LooksSection } from './LooksSection';
import { Preview } from './Preview';
import { TextsSection } from './TextsSection';
import { useFirmSettings } from './useFirmSettings';

export function FirmSettings() {
  const { strings } = useStrings();
  const me = useMe();
  const form = useFirmSettings();
  const { settings, draft, errors, trouble, load } = form;
  useEffect(() => {
    // A link of the checklist names the field.
    const id = location.hash.slice(1);
    if (draft && id) document.getElementById(id)?.focus();
  }, [draft === undefined]);
  if (!settings || !draft) {
    return trouble ? <Failure problem={trouble} again={() => void load()} /> : <Spinner />;
  }
  const admin = me.role === 'firm-admin';
  const section = { draft, errors, admin, set: form.set };
  return (
    <div class="two firm-settings">
      <Form onSubmit={form.save} errors={errors}>
        {!admin && <p class="lead">{strings.settingsAdminsOnly}</p>}
        <FirmSection {...section} />
        <LooksSection {...section} settings={settings} onSettings={form.takeBeside} />
        <AccessSection {...section} />
        <TextsSection {...section} />
        {trouble?.kind === 'changed-meanwhile' ? (
          <Notice tone="warning" urgent>
            <p>{strings.refusals.changedMeanwhile}</p>
            <Button kind="secondary" onClick={() => void load()}>
              {strings.reload}
            </Button>
          </Notice>
        ) : (
          trouble && <Refusal problem={trouble} again={form.save} />
        )}
        {admin && (
          <p class="buttons sticky">
            <Button busy={form.busy}>{strings.save}</Button>
            <Button kind="quiet" onClick={form.reset}>
              {strings.takeBack}
            </Button>
            {form.unsaved && <span role="status">{strings.unsaved}</span>}
          </p>
        )}
      </Form>
      <Preview
        draft={draft}
        logo={settings.logo ?? undefined}
        colour={isReadable(draft.colour) ? draft.colour : undefined}
        adviser={me.name}
      />
    </div>
  );
}
