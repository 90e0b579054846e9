import { useState } from 'preact/hooks';
import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { CommandPreview } from '../../contract/commands/commands.ts';
import { problemOf } from '../asking.ts';
import type { HubAnswer } from '../hub-client.ts';
import { spanWords } from '../terminal/command-form.tsx';
import type { Say } from '../texts.ts';

interface Props {
  readonly say: Say;
  readonly kind: CommandKind;
  readonly preview: CommandPreview;
  /** @param spreadMs over so long they begin, evenly; @returns what was refused; `null` for nothing */
  readonly onGive: (spreadMs: number) => Promise<HubAnswer | null>;
  readonly onCancel: () => void;
}

const MINUTE = 60_000;
/** So long a command to many may take to reach the last of them: milliseconds. */
const SPREADS = [0, 10 * MINUTE, 60 * MINUTE, 240 * MINUTE, 1_440 * MINUTE] as const;

/** Whom a command would reach, and whom not and why, before anything happens. */
export function Preview({ say, kind, preview: { reached, away, left }, onGive, onCancel }: Props) {
  const [isGiving, setGiving] = useState(false);
  const [spread, setSpread] = useState(0);
  const [problem, setProblem] = useState('');
  async function give() {
    setGiving(true);
    const refused = await onGive(spread);
    if (refused) setProblem(problemOf(refused, say));
    setGiving(false);
  }
  return (
    <section class="preview" aria-label={say('bulk.preview')} data-testid="preview">
      <p>
        <b>{say.count('bulk.reached', reached)}</b> {away > 0 && say.count('bulk.away', away)}
      </p>
      {left.length > 0 && (
        <ul>
          {left.map(({ why, terminals, first }) => (
            <li key={why}>
              {say.count('bulk.left', terminals)} {say(`bulk.left.${why}`)} ({first.join(', ')}
              {terminals > first.length && ' …'})
            </li>
          ))}
        </ul>
      )}
      {reached > 1 && (
        <p class="field">
          <label for="bulk-spread">{say('bulk.spread')}</label>
          <select id="bulk-spread" value={spread} onChange={(event) => setSpread(Number(event.currentTarget.value))}>
            {SPREADS.map((ms) => (
              <option key={ms} value={ms}>
                {ms === 0 ? say('bulk.at-once') : say('bulk.over', { span: spanWords(ms, say) })}
              </option>
            ))}
          </select>
        </p>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
      <p class="acts">
        <button type="button" disabled={isGiving || reached === 0} onClick={give}>
          {say(`command.${kind}`)}: {say.count('bulk.give', reached)}
        </button>
        <button type="button" class="second" onClick={onCancel}>
          {say('cancel')}
        </button>
      </p>
    </section>
  );
}
