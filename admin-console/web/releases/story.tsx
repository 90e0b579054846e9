import type { ConfigurationStep } from '../../contract/configuration/configuration-review.ts';
import type { Desk } from '../frame/desk.ts';
import { timeWords } from '../texts.ts';

const HERE = { status: null };

interface Props {
  readonly desk: Desk;
  readonly story: readonly ConfigurationStep[];
}

/** Who did what and when, and why; changes and looks of one person that follow each other are one line. */
export function Story({ desk: { say, language }, story }: Props) {
  const told = story.filter((step, n) => {
    const next = story[n + 1];
    return !(next && next.act === step.act && REPEATED.has(step.act) && next.actor === step.actor);
  });
  return (
    <ol class="story">
      {told.map(({ at, actor, act, reason }) => (
        <li key={`${at}/${act}`}>
          <b>{actor}</b> {say(`story.${act}`)} <small>{timeWords(at, language, HERE)}</small>
          {reason && <p>{say('story.reason', { reason })}</p>}
        </li>
      ))}
    </ol>
  );
}
const REPEATED: ReadonlySet<string> = new Set(['configuration.draft.changed', 'configuration.preview.begun']);
