// The form of the firm's settings: what is stored, what was typed, and saving the difference.

import { type FieldErrors, type Problem, type Schemas, useAction } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../../api';
import { fieldError } from '../../problems';
import { session, useMe } from '../../session';
import { notify } from '../../shell/Toast';
import { useStrings } from '../../strings';
import { changes, type Draft, draftOf } from './draft';

type Settings = Schemas['SettingsView'];

export function useFirmSettings() {
  const { strings } = useStrings();
  const me = useMe();
  const [settings, setSettings] = useState<Settings>();
  const [draft, setDraft] = useState<Draft>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const take = (view: Settings) => {
    setSettings(view);
    setDraft(draftOf(view));
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
    if (outcome.ok) take(outcome.body);
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
  const set = (change: Partial<Draft>) => setDraft((before) => before && { ...before, ...change });
  const reset = () => setDraft(settings && draftOf(settings));
  return { settings, draft, set, reset, errors, trouble, load, take, busy, save };
}
