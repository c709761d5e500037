import { Choice } from '@vestibule/kit';
import { named, useStrings } from '../../strings';
import { SettingField } from './SettingField';
import type { SectionProps } from './section';

const PINS = ['with-invitation', 'once-mobile-confirmed', 'by-adviser'] as const;

/** How long links and PINs live, what they prove, and where they lead. */
export function AccessSection(props: SectionProps) {
  const { draft, errors, admin, set } = props;
  const { strings } = useStrings();
  const writeMinutes = (minutes: number) => {
    if (minutes % 1440 === 0) return strings.days(minutes / 1440);
    return minutes % 60 === 0 ? strings.hours(minutes / 60) : strings.minutes(minutes);
  };
  return (
    <section class="card" aria-labelledby="access-title">
      <h2 id="access-title">{strings.accessTitle}</h2>
      <SettingField {...props} name="link_days" input={{ inputMode: 'numeric' }} />
      <div class="field">
        <label for="pin_minutes">{strings.settingLabels.pin_minutes}</label>
        {errors['pin_minutes'] && <p class="error">{errors['pin_minutes']}</p>}
        <select
          id="pin_minutes"
          value={draft.pin_minutes}
          disabled={!admin}
          onChange={(event) => set({ pin_minutes: event.currentTarget.value })}
        >
          <option value="">{strings.asLongAsLink}</option>
          {pinMinutes(draft.pin_minutes).map((minutes) => (
            <option key={minutes} value={String(minutes)}>
              {writeMinutes(minutes)}
            </option>
          ))}
        </select>
      </div>
      <PinRoute {...props} name="portal_pin" />
      <PinRoute {...props} name="engagement_pin" />
      <PinRoute {...props} name="deal_pin" />
      <Choice
        name="welcome_proof"
        legend={strings.settingLabels.welcome_proof}
        value={draft.welcome_proof}
        onChange={(welcome_proof) => admin && set({ welcome_proof })}
        options={[
          { value: 'pin', label: strings.proofPin },
          { value: 'link-alone', label: strings.proofLink, hint: strings.proofLinkRisk },
        ]}
      />
      <Choice
        name="after_set_up"
        legend={strings.settingLabels.after_set_up}
        value={draft.after_set_up}
        onChange={(after_set_up) => admin && set({ after_set_up })}
        options={[
          { value: 'sign-in', label: strings.afterSignIn },
          { value: 'portal', label: strings.afterPortal },
        ]}
      />
      <Choice
        name="tell_on_revoke"
        legend={strings.settingLabels.tell_on_revoke}
        value={draft.tell_on_revoke}
        onChange={(tell_on_revoke) => admin && set({ tell_on_revoke })}
        options={[
          { value: 'tell', label: strings.revokeTell },
          { value: 'silent', label: strings.revokeSilent },
        ]}
      />
    </section>
  );
}

/** How the PIN of one kind of link reaches a client. */
function PinRoute(props: SectionProps & { name: 'portal_pin' | 'engagement_pin' | 'deal_pin' }) {
  const { name, draft, admin, set } = props;
  const { strings } = useStrings();
  return (
    <div class="field">
      <label for={name}>{strings.settingLabels[name]}</label>
      <select
        id={name}
        value={draft[name]}
        disabled={!admin}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      >
        {PINS.map((pin) => (
          <option key={pin} value={pin}>
            {named(strings.travels, pin)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Returns how long PINs can be valid, in minutes, including the current value. */
function pinMinutes(chosen: string): number[] {
  const offered = [10, 30, 60, 240, 1440, 3 * 1440, 7 * 1440];
  const own = Number(chosen);
  return chosen && !offered.includes(own)
    ? [...offered, own].sort((one, other) => one - other)
    : offered;
}
