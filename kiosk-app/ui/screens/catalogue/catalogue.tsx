import { useEffect, useRef, useState } from 'preact/hooks';
import type { CatalogueScreen, ServiceCard } from '../../../session/contract/screens/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { ServiceFacts } from '../../components/service-facts.tsx';
import { TopicIcon } from '../../components/topic-icon.tsx';
import { useDraft } from '../../fields/draft.ts';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { aimAt, forgetField } from '../../keyboard/keyboard-store.ts';
import { LimitNote } from '../../keyboard/limit-note.tsx';
import { openCode } from '../../texts.ts';
import { useView } from '../../view.ts';

/** Characters a search may have (contract: intent `search`). */
const QUERY_LENGTH = 60;

export function Catalogue({ screen }: { readonly screen: CatalogueScreen }) {
  const { words, send } = useView();
  const [searching, setSearching] = useState(false);
  const showAll = () => {
    setSearching(false);
    send({ name: 'search', query: '' });
    send({ name: 'choose-category', category: null });
  };
  return (
    <Page
      kind="catalogue"
      title={words.t('catalogue.title')}
      toolbar={
        <>
          <SearchField query={screen.query} onOpen={() => setSearching(true)} />
          {!searching && <Categories screen={screen} />}
        </>
      }
      keyboard={searching && <Keyboard onDone={() => setSearching(false)} />}
    >
      {screen.services.length === 0 ? (
        <div class="empty">
          <h2>{words.t('catalogue.none.title')}</h2>
          <p>{words.t('catalogue.none.text')}</p>
          <Button testid="show-all" onPress={showAll}>
            {words.t('catalogue.show-all')}
          </Button>
        </div>
      ) : (
        <ul class="cards">
          {screen.services.map((service) => (
            <li key={service.id}>
              <Card service={service} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function SearchField({ query, onOpen }: { readonly query: string; readonly onOpen: () => void }) {
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

function Categories({ screen }: { readonly screen: CatalogueScreen }) {
  const { words, send } = useView();
  const entries = [null, ...screen.categories];
  return (
    <fieldset class="chips" aria-label={words.t('catalogue.categories')}>
      {entries.map((category) => (
        <button
          key={category ?? ''}
          type="button"
          class="chip"
          aria-pressed={category === screen.category}
          data-testid={`intent-choose-category-${category ?? 'all'}`}
          onClick={() => send({ name: 'choose-category', category })}
        >
          {category === null ? words.t('catalogue.all') : openCode(words, 'category', category)}
        </button>
      ))}
    </fieldset>
  );
}

function Card({ service }: { readonly service: ServiceCard }) {
  const { words, send } = useView();
  return (
    <button
      type="button"
      class="card"
      data-testid={`service-${service.id}`}
      data-unavailable={service.unavailable ?? undefined}
      onClick={() => send({ name: 'choose-service', service: service.id })}
    >
      <span class="card-icon">
        <TopicIcon name={service.icon} />
      </span>
      <span class="card-title">{service.title}</span>
      <span class="card-summary">{service.summary}</span>
      {service.unavailable ? (
        <span class="card-unavailable">
          <Icon name="warning" />
          <span>{words.t(`service.unavailable.${service.unavailable}`)}</span>
        </span>
      ) : (
        <>
          {service.deferred && (
            <span class="card-deferred">
              <Icon name="clock" />
              <span>{words.t('service.deferred')}</span>
            </span>
          )}
          <ServiceFacts service={service} />
        </>
      )}
    </button>
  );
}
