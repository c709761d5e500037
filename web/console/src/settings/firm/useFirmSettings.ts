// The form of the firm's settings: what is stored, what was typed, and saving the difference.

import { type FieldErrors, type Problem, type Schemas, useAction } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../../api';
import { fieldError } from '../../problems';
import { session, useMe } from '../../session';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import { changes, type Draft, draftOf, typedIn } from './draft';

type Settings = Schemas['SettingsView'];

/** What was typed and not saved when the page was left: it is there when somebody comes back. */
let leftBehind: Partial<Draft> = {};

export function useFirmSettings() {
  const { strings } = useStrings();
  const me = useMe();
  const [settings, setSettings] = useState<Settings>();
  const [draft, setDraft] = useState<Draft>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const take = (view: Settings, typed?: Partial<Draft>) => {
    setSettings(view);
    setDraft({ ...draftOf(view), ...typed });
    const { name, slug, phone, language, colour, logo, privacy_link } = view;
    const more = {
      phone: phone ?? null,
      colour: colour ?? null,
      logo: logo ?? null,
      privacy_link: privacy_link ?? null,
    };
    session.changed({ firm: { id: me.firm.id, name, slug, language, ...more } });
  };
  const load = async () => {
    setTrouble(undefined);
    setErrors({});
    const outcome = await get('/api/staff/settings');
    if (outcome.ok) take(outcome.body, leftBehind);
    else setTrouble(outcome.problem);
  };
  useEffect(() => void load(), []);
  const { busy, run: save } = useAction(async () => {
    if (!settings || !draft) return;
    setTrouble(undefined);
    setErrors({});
    const changed = changes(settings, draft);
    if ('errors' in changed) {
      const malformed = changed.errors.map((field) => [
        field,
        fieldError(strings, field, 'malformed'),
      ]);
      setErrors(Object.fromEntries(malformed));
      return;
    }
    const body = { version: settings.version, ...changed.body };
    const outcome = await post('/api/staff/settings', body);
    if (outcome.ok) {
      take(outcome.body);
      notify(strings.toastSettings);
      return;
    }
    const fields = Object.entries(outcome.problem.fields);
    if (fields.length > 0) {
      const refused = fields.map(([field, code]) => [
        field.replace(/\[\d+\]$/, ''),
        fieldError(strings, field, code),
      ]);
      setErrors(Object.fromEntries(refused));
    } else if (outcome.problem.kind === 'slug-taken') {
      setErrors({ slug: strings.refusals.slugTaken });
    } else {
      setTrouble(outcome.problem);
    }
  });
  /** Takes over what was saved beside the form: what is typed in it stays. */
  const takeBeside = (view: Settings) => take(view, settings && draft && typedIn(settings, draft));
  const set = (change: Partial<Draft>) => setDraft((before) => before && { ...before, ...change });
  const reset = () => setDraft(settings && draftOf(settings));
  const unsaved = settings && draft && Object.keys(typedIn(settings, draft)).length > 0;
  useEffect(() => {
    if (settings && draft) leftBehind = typedIn(settings, draft);
  }, [settings, draft]);
  useEffect(() => {
    if (!unsaved) return;
    // The browser asks in its own words.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return { settings, draft, set, reset, errors, trouble, load, takeBeside, unsaved, busy, save };
}
