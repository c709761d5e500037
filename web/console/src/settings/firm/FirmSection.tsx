import { LANGUAGE_NAMES, LANGUAGES } from '@vestibule/kit';
import { useStrings } from '../../strings';
import { SettingField } from './SettingField';
import type { SectionProps } from './section';

/** Who the firm is and how clients reach it. */
export function FirmSection(props: SectionProps) {
  const { draft, admin, set } = props;
  const { strings } = useStrings();
  return (
    <section class="card" aria-labelledby="who-title">
      <h2 id="who-title">{strings.firm}</h2>
      <SettingField {...props} name="name" input={{ autocomplete: 'organization' }} />
      <SettingField {...props} name="slug" />
      <SettingField {...props} name="phone" input={{ type: 'tel' }} />
      <SettingField {...props} name="reply_to" input={{ type: 'email' }} />
      <SettingField
        {...props}
        name="privacy_link"
        input={{ type: 'url', placeholder: 'https://' }}
      />
      <div class="field">
        <label for="language">{strings.language}</label>
        <select
          id="language"
          value={draft.language}
          disabled={!admin}
          onChange={(event) => set({ language: event.currentTarget.value })}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}
