// Which notices are mailed to whoever is signed in. Each choice holds at once; one that could not be
// kept is taken back and said.

import { useState } from 'preact/hooks';
import { post } from '../api';
import { problemText } from '../problems';
import { session, useMe } from '../session';
import { say } from '../shell/Said';
import { named, useWords } from '../words';

export function Notices() {
  const { words } = useWords();
  const me = useMe();
  const [chosen, setChosen] = useState<Record<string, boolean>>(me.notices);
  const choose = async (notice: string, wanted: boolean) => {
    setChosen((before) => ({ ...before, [notice]: wanted }));
    const outcome = await post('/api/staff/notices', { choices: { [notice]: wanted } });
    if (outcome.ok) {
      session.changed({ notices: outcome.body.notices });
      say(
        wanted
          ? words.saidNoticeOn(named(words.notices, notice) ?? notice)
          : words.saidNoticeOff(named(words.notices, notice) ?? notice),
      );
    } else {
      setChosen((before) => ({ ...before, [notice]: !wanted }));
      say(problemText(words, outcome.problem) ?? words.refusals.unreached);
    }
  };
  return (
    <>
      <p class="lead">{words.noticesLead(me.email)}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers lay a fieldset out differently */}
      <div class="card switches" role="group" aria-label={words.settingsParts.notices}>
        {Object.keys(words.notices)
          .filter((notice) => notice in chosen)
          .map((notice) => (
            <label key={notice} class="option">
              <input
                type="checkbox"
                checked={chosen[notice] ?? false}
                onChange={(event) => void choose(notice, event.currentTarget.checked)}
              />
              <span>
                {named(words.notices, notice)}
                <span class="hint">{named(words.noticeHints, notice)}</span>
              </span>
            </label>
          ))}
      </div>
      <p class="hint">{words.noticesUnread}</p>
    </>
  );
}
