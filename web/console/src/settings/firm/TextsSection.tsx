import { useStrings } from '../../strings';
import { SettingField } from './SettingField';
import type { SectionProps } from './section';

/** Where texts may go, and how many a day. */
export function TextsSection(props: SectionProps) {
  const { strings } = useStrings();
  return (
    <section class="card" aria-labelledby="texts-title">
      <h2 id="texts-title">{strings.textsTitle}</h2>
      <SettingField {...props} name="country" input={{ maxLength: 2 }} />
      <SettingField {...props} name="text_countries" />
      <SettingField {...props} name="texts_a_day" input={{ inputMode: 'numeric' }} />
    </section>
  );
}
