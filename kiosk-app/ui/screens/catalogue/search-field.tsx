import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon.tsx';
import { useDraft } from '../../fields/draft.ts';
import { aimAt, forgetField } from '../../keyboard/keyboard-store.ts';
import { LimitNote } from '../../keyboard/limit-note.tsx';
import { useView } from '../../view.ts';

/** Characters a search may have (contract: intent `search`). */
const QUERY_LENGTH = 60;

export function SearchField({ query, onOpen }: { readonly query: string; readonly onOpen: () => void }) {
  const { words, send } = useView();
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft(query);
  useEffect(() => {
    const element = input.current;
    return () => {
      if (element) forgetField(element);
    };
  }, []);
  const change = (typed: string) => {
    draft.type(typed);
    send({ name: 'search', query: typed });
  };
  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={input}
        class="search-input"
        data-testid="field-search"
        data-typable=""
        type="text"
        inputMode="none"
        autoComplete="off"
        spellcheck={false}
        maxLength={QUERY_LENGTH}
        aria-label={words.t('catalogue.search')}
        placeholder={words.t('catalogue.search.placeholder')}
        value={draft.shown}
        onFocus={(event) => {
          aimAt({ fieldId: 'search', type: 'name', input: event.currentTarget });
          onOpen();
        }}
        onInput={(event) => change(event.currentTarget.value)}
      />
      {draft.shown !== '' && (
        <button
          type="button"
          class="round-button"
          data-testid="clear-search"
          aria-label={words.t('catalogue.search.clear')}
          onClick={() => change('')}
        >
          <Icon name="close" />
        </button>
      )}
      <LimitNote fieldId="search" limit={QUERY_LENGTH} />
    </search>
  );
}
