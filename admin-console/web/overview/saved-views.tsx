import { useRef, useState } from 'preact/hooks';
import { ARRANGE_ROUTES, type SavedView } from '../../contract/arrange/arrange.ts';
import { ALL } from '../../contract/routes.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask, type HubAnswer } from '../hub-client.ts';
import { hrefOf } from '../router.ts';

interface Props {
  readonly desk: Desk;
  /** What stands behind the "?" of the address now. */
  readonly query: string;
}

/** Names for filters, one's own and those of everybody; the address carries what a name stands for. */
export function SavedViews({ desk, query }: Props) {
  const { say, tenant } = desk;
  const [own, lookOwn] = useLook<SavedView[]>(ARRANGE_ROUTES.ownViews);
  const [shared, lookShared] = useLook<SavedView[]>(ARRANGE_ROUTES.sharedViews(tenant));
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const [problem, setProblem] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const all = [...(own.kind === 'there' ? own.of : []), ...(shared.kind === 'there' ? shared.of : [])];
  const current = all.find((view) => view.query === query);
  const mayShare = tenant !== ALL && may(desk, 'fleet.arrange', tenant);
  const mayRemove = current && (current.tenantId === null || may(desk, 'fleet.arrange', current.tenantId));

  async function told(answer: HubAnswer): Promise<HubAnswer> {
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await Promise.all([lookOwn(), lookShared()]);
    return answer;
  }
  const save = ({ name, query: kept, tenantId }: Pick<SavedView, 'name' | 'query' | 'tenantId'>) =>
    ask('POST', tenantId === null ? ARRANGE_ROUTES.ownViews : ARRANGE_ROUTES.sharedViews(tenantId), {
      name,
      query: kept,
    });
  async function remove(view: SavedView) {
    const { id, tenantId } = view;
    const path = tenantId === null ? ARRANGE_ROUTES.ownView(id) : ARRANGE_ROUTES.sharedView(tenantId, id);
    const { status } = await told(await ask('DELETE', path));
    if (status === 200) setRemoved(view);
  }
  return (
    <div class="saved-views">
      {all.length > 0 && (
        <p class="field">
          <label for="saved-view">{say('views.saved')}</label>
          <select
            id="saved-view"
            value={current?.id ?? ''}
            onChange={(event) => {
              const view = all.find(({ id }) => id === event.currentTarget.value);
              location.hash = hrefOf('terminals', null, Object.fromEntries(new URLSearchParams(view?.query ?? '')));
            }}
          >
            <option value="">{say('views.none')}</option>
            {all.map(({ id, name, tenantId }) => (
              <option key={id} value={id}>
                {tenantId === null ? name : say('views.shared', { name })}
              </option>
            ))}
          </select>
        </p>
      )}
      {query !== '' && !current && (
        <button type="button" class="second" onClick={() => dialog.current?.showModal()}>
          {say('views.save')}
        </button>
      )}
      {mayRemove && (
        <button type="button" class="second" onClick={() => void remove(current)}>
          {say('views.remove')}
        </button>
      )}
      {removed && (
        <p role="status">
          {say('views.removed', { name: removed.name })}{' '}
          <button
            type="button"
            class="second"
            onClick={() => {
              setRemoved(null);
              void save(removed).then(told);
            }}
          >
            {say('undo')}
          </button>
        </p>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
      <dialog ref={dialog} aria-labelledby="save-view">
        <h2 id="save-view">{say('views.save.title')}</h2>
        <ActForm
          say={say}
          label={say('views.save.do')}
          act={(form) =>
            save({
              name: String(form.get('name')),
              query,
              tenantId: form.get('shared') === null ? null : tenant,
            }).then(told)
          }
          done={() => dialog.current?.close()}
        >
          <Field name="name" label={say('views.name')} />
          {mayShare && (
            <label class="tick">
              <input type="checkbox" name="shared" />
              <span>{say('views.share')}</span>
            </label>
          )}
        </ActForm>
        <button type="button" class="second" onClick={() => dialog.current?.close()}>
          {say('cancel')}
        </button>
      </dialog>
    </div>
  );
}
