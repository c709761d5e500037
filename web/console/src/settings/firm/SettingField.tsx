import { Field } from '@vestibule/kit';
import type { InputHTMLAttributes } from 'preact';
import { useStrings } from '../../strings';
import type { SectionProps } from './section';

type Name =
  | 'name'
  | 'slug'
  | 'phone'
  | 'reply_to'
  | 'privacy_link'
  | 'country'
  | 'text_countries'
  | 'texts_a_day'
  | 'link_days';

/** A setting that is typed, with its label and hint. */
export function SettingField(props: SectionProps & { name: Name; input?: InputHTMLAttributes }) {
  const { name, draft, errors, admin, set, input } = props;
  const { strings } = useStrings();
  return (
    <Field
      name={name}
      label={strings.settingLabels[name]}
      hint={strings.settingHints[name] || undefined}
      value={draft[name]}
      onInput={(typed) => set({ [name]: typed })}
      error={errors[name]}
      input={{ autocomplete: 'off', readOnly: !admin, ...input }}
    />
  );
}
