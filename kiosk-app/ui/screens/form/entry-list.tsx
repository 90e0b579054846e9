import type { EntryList } from '../../../session/contract/screens/form.ts';
import { IntentButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Message } from '../../components/message.tsx';
import { useView } from '../../view.ts';

/** What a repeated page has by now: each can be changed or removed, and one more put in. */
export function Entries({ list }: { readonly list: EntryList }) {
  const { words } = useView();
  const isShort = list.entries.length < list.min;
  return (
    <div class="entries" data-testid="entries">
      {list.entries.length === 0 && <p>{words.t('form.entries.none')}</p>}
      <ul>
        {list.entries.map(({ id, title, name, complete }) => (
          <li key={id} class="panel entry" data-testid={`entry-${id}`}>
            <div class="entry-name">
              <h2>{title}</h2>
              {name !== '' && <p>{name}</p>}
              {!complete && (
                <p class="field-error">
                  <Icon name="error" />
                  {words.t('form.entries.incomplete')}
                </p>
              )}
            </div>
            <div class="entry-acts">
              <IntentButton
                icon="edit"
                intent={{ name: 'open-entry', entry: id }}
                variant={id}
                label={`${words.t('review.change')}: ${title}`}
              >
                {words.t('review.change')}
              </IntentButton>
              <IntentButton
                kind="quiet"
                icon="delete"
                intent={{ name: 'remove-entry', entry: id }}
                variant={id}
                label={`${words.t('form.entries.remove')}: ${title}`}
              >
                {words.t('form.entries.remove')}
              </IntentButton>
            </div>
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {list.canRestore && (
          <Message tone="info" testid="entry-removed">
            <p>{words.t('form.entries.removed')}</p>
            <IntentButton icon="back" intent={{ name: 'restore-entry' }}>
              {words.t('form.entries.restore')}
            </IntentButton>
          </Message>
        )}
        {isShort && <p class="field-hint">{words.t('form.entries.too-few', { n: list.min })}</p>}
      </div>
      {list.add !== null && (
        <IntentButton icon="plus" intent={{ name: 'add-entry' }}>
          {list.add}
        </IntentButton>
      )}
    </div>
  );
}
