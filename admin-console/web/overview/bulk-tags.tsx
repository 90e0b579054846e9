import { useState } from 'preact/hooks';
import {
  TAG_LENGTH,
  TAG_ROUTES,
  type TagChangePreview,
  type TagChangeView,
  type TagView,
} from '../../contract/terminals/tags.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';
import { problemOf } from '../asking.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask, type HubAnswer } from '../hub-client.ts';

interface Part {
  readonly tenantId: string;
  readonly selection: TerminalSelection;
}
interface Props {
  readonly desk: Desk;
  readonly parts: readonly Part[];
}
type Act = 'add' | 'remove';
interface Planned {
  readonly act: Act;
  readonly tag: string;
  readonly counts: TagChangePreview;
}
type Done = Planned & { readonly undo: readonly { readonly tenantId: string; readonly id: string }[] };

/** Gives a tag to all that were chosen, or takes it away: counted before it is done, and taken back after. */
export function BulkTags({ desk, parts }: Props) {
  const { say, tenant } = desk;
  const [tags, lookAgain] = useLook<TagView[]>(TAG_ROUTES.tags(tenant));
  const [tag, setTag] = useState('');
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState('');
  const mine = parts.filter(({ tenantId }) => may(desk, 'fleet.arrange', tenantId));
  const bodyOf = ({ selection }: Part, act: Act) => ({ selection, [act]: [tag] });

  /** What the hub said for each part, or nothing where one refused. */
  async function each<T>(work: (part: Part) => Promise<HubAnswer>): Promise<readonly T[] | null> {
    const answers = await Promise.all(mine.map(work));
    const refused = answers.find(({ status }) => status !== 200 && status !== 404);
    setProblem(refused ? problemOf(refused, say) : '');
    return refused ? null : answers.flatMap(({ status, body }) => (status === 200 ? [body as T] : []));
  }
  async function plan(act: Act) {
    setDone(null);
    const all = await each<TagChangePreview>((part) =>
      ask('POST', TAG_ROUTES.preview(part.tenantId), bodyOf(part, act)),
    );
    setPlanned(all && { act, tag, counts: sumOf(all) });
  }
  async function change({ act, ...plan }: Planned) {
    const undo: { tenantId: string; id: string }[] = [];
    const all = await each<TagChangeView>(async (part) => {
      const answer = await ask('POST', TAG_ROUTES.changes(part.tenantId), bodyOf(part, act));
      if (answer.status === 200) undo.push({ tenantId: part.tenantId, id: (answer.body as TagChangeView).id });
      return answer;
    });
    setPlanned(null);
    if (all) setDone({ ...plan, act, counts: sumOf(all), undo });
    await lookAgain();
  }
  async function takeBack({ undo }: Done) {
    const answers = await Promise.all(undo.map(({ tenantId, id }) => ask('POST', TAG_ROUTES.undone(tenantId, id), {})));
    const refused = answers.find(({ status }) => status !== 200);
    setProblem(refused ? problemOf(refused, say) : '');
    setDone(null);
    await lookAgain();
  }
  return (
    <div class="bulk-tags" data-testid="bulk-tags">
      <form
        class="tag-form"
        onSubmit={(event) => {
          event.preventDefault();
          void plan('add');
        }}
      >
        <p class="field">
          <label for="bulk-tag">{say('tags.tag')}</label>
          <input
            id="bulk-tag"
            list="known-tags"
            maxLength={TAG_LENGTH}
            required
            pattern="[^,]+"
            autocomplete="off"
            value={tag}
            onInput={(event) => {
              setTag(event.currentTarget.value);
              setPlanned(null);
            }}
          />
          <datalist id="known-tags">
            {tags.kind === 'there' && tags.of.map((one) => <option key={one.tag} value={one.tag} />)}
          </datalist>
        </p>
        <button type="submit" class="second">
          {say('tags.add')}
        </button>
        <button type="button" class="second" disabled={tag.trim() === ''} onClick={() => void plan('remove')}>
          {say('tags.remove')}
        </button>
      </form>
      <p class="error" role="alert">
        {problem}
      </p>
      {planned && (
        <p class="preview" role="status">
          {countsWords(planned.counts, say)}{' '}
          <button type="button" disabled={planned.counts.changed === 0} onClick={() => void change(planned)}>
            {say(`tags.${planned.act}.do`, { tag: planned.tag })}
          </button>
        </p>
      )}
      {done && (
        <p class="preview" role="status" data-testid="tags-done">
          {say.count(`tags.${done.act}.done`, done.counts.changed)}{' '}
          <button type="button" class="second" onClick={() => void takeBack(done)}>
            {say('undo')}
          </button>
        </p>
      )}
    </div>
  );
}

const sumOf = (all: readonly TagChangePreview[]): TagChangePreview => ({
  changed: all.reduce((sum, { changed }) => sum + changed, 0),
  unchanged: all.reduce((sum, { unchanged }) => sum + unchanged, 0),
  full: all.reduce((sum, { full }) => sum + full, 0),
});

function countsWords({ changed, unchanged, full }: TagChangePreview, say: Desk['say']): string {
  return [
    say.count('tags.changed', changed),
    ...(unchanged > 0 ? [say.count('tags.unchanged', unchanged)] : []),
    ...(full > 0 ? [say.count('tags.full', full)] : []),
  ].join(' ');
}
