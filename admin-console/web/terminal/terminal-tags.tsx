import { useState } from 'preact/hooks';
import { TAG_LENGTH, TAG_ROUTES, type TagChangeView } from '../../contract/terminals/tags.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { problemOf } from '../asking.ts';
import { ActForm } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { ask, type HubAnswer } from '../hub-client.ts';
import de from '../locales/de/tags.json' with { type: 'json' };
import en from '../locales/en/tags.json' with { type: 'json' };
import { hrefOf } from '../router.ts';
import { addTexts } from '../texts.ts';

addTexts({ de, en });

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly again: () => Promise<void>;
}

/** The tenant's own words on this terminal: each leads to all that have it, one more is set, one is taken away. */
export function TerminalTags({ desk, terminal: { id, tenantId, tags }, again }: Props) {
  const { say } = desk;
  const [undo, setUndo] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const mayArrange = may(desk, 'fleet.arrange', tenantId);
  async function change(what: { readonly add?: readonly string[]; readonly remove?: readonly string[] }) {
    const answer = await ask('POST', TAG_ROUTES.changes(tenantId), { selection: { by: 'ids', ids: [id] }, ...what });
    return told(answer, (answer.body as TagChangeView | null)?.id ?? null);
  }
  async function told(answer: HubAnswer, changeId: string | null): Promise<HubAnswer> {
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    setUndo(answer.status === 200 ? changeId : null);
    await again();
    return answer;
  }
  return (
    <div data-testid="terminal-tags">
      <h3>{say('terminal.tags')}</h3>
      {tags.length === 0 && <p class="muted">{say('terminal.tags.none')}</p>}
      <ul class="rows">
        {tags.map((tag) => (
          <li key={tag}>
            <a href={hrefOf('terminals', null, { tag })}>{tag}</a>
            {mayArrange && (
              <button type="button" class="second" onClick={() => void change({ remove: [tag] })}>
                {say('terminal.tags.remove', { tag })}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="error" role="alert">
        {problem}
      </p>
      {undo !== null && (
        <p role="status">
          {say('terminal.tags.changed')}{' '}
          <button
            type="button"
            class="second"
            onClick={() => void ask('POST', TAG_ROUTES.undone(tenantId, undo), {}).then((answer) => told(answer, null))}
          >
            {say('undo')}
          </button>
        </p>
      )}
      {mayArrange && (
        <ActForm
          say={say}
          label={say('terminal.tags.add')}
          act={(form) => change({ add: [String(form.get('tag'))] })}
          done={() => {}}
        >
          <p class="field">
            <label for="terminal-tag">{say('terminal.tags.new')}</label>
            <input id="terminal-tag" name="tag" required maxLength={TAG_LENGTH} pattern="[^,]+" autocomplete="off" />
          </p>
        </ActForm>
      )}
    </div>
  );
}
