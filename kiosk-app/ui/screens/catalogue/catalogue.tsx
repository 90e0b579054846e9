import { useState } from 'preact/hooks';
import type { CatalogueScreen } from '../../../session/contract/screens/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { openCode, type UiTexts } from '../../texts.ts';
import { useView } from '../../view.ts';
import { HomeTopics } from './home-topics.tsx';
import { SearchField } from './search-field.tsx';
import { Card } from './service-card.tsx';

export function Catalogue({ screen }: { readonly screen: CatalogueScreen }) {
  const { words } = useView();
  const [searching, setSearching] = useState(false);
  const { list } = screen;
  return (
    <Page
      kind="catalogue"
      title={titleOf(screen, words)}
      toolbar={
        <>
          <SearchField query={screen.query} onOpen={() => setSearching(true)} />
          {!searching && list.kind === 'letters' && <Letters list={list} />}
        </>
      }
      keyboard={searching && <Keyboard onDone={() => setSearching(false)} />}
    >
      {screen.services.length === 0 ? (
        <Nothing onLeave={() => setSearching(false)} />
      ) : (
        <>
          {list.kind === 'search' && list.isNear && <p class="near">{words.t('catalogue.near')}</p>}
          {list.kind === 'home' && !searching && screen.services.length < screen.total && (
            <h2 class="catalogue-part">{words.t('catalogue.often')}</h2>
          )}
          <ul class="cards">
            {screen.services.map((service) => (
              <li key={service.id}>
                <Card service={service} />
              </li>
            ))}
          </ul>
          {list.kind !== 'home' && <More screen={screen} />}
        </>
      )}
      {list.kind === 'home' && !searching && <HomeTopics screen={screen} />}
    </Page>
  );
}

function titleOf({ list }: CatalogueScreen, words: UiTexts): string {
  switch (list.kind) {
    case 'situation':
      return list.title;
    case 'category':
      return openCode(words, 'category', list.category);
    case 'letters':
      return words.t('catalogue.letters');
    case 'without-eid':
      return words.t('catalogue.without-eid');
    default:
      return words.t('catalogue.title');
  }
}

function More({ screen }: { readonly screen: CatalogueScreen }) {
  const { words, send } = useView();
  const left = screen.total - screen.services.length;
  if (left <= 0) return null;
  return (
    <div class="catalogue-more">
      <Button testid="show-more" onPress={() => send({ name: 'show-more' })}>
        {words.count('catalogue.more', left)}
      </Button>
    </div>
  );
}

/** What else one can do: all from A to Z, or ask a person. */
function Nothing({ onLeave }: { readonly onLeave: () => void }) {
  const { snapshot, words, send } = useView();
  return (
    <div class="empty">
      <h2>{words.t('catalogue.none.title')}</h2>
      <p>{words.t('catalogue.none.text')}</p>
      <Button
        testid="show-all"
        onPress={() => {
          onLeave();
          send({ name: 'choose-letter', letter: null });
        }}
      >
        {words.t('catalogue.show-all')}
      </Button>
      {snapshot.can.help && (
        <Button testid="none-help" onPress={() => send({ name: 'call-help' })}>
          <Icon name="help" />
          {words.t('catalogue.none.help')}
        </Button>
      )}
    </div>
  );
}

type LettersList = Extract<CatalogueScreen['list'], { kind: 'letters' }>;

function Letters({ list }: { readonly list: LettersList }) {
  const { words, send } = useView();
  return (
    <fieldset class="chips letters" aria-label={words.t('catalogue.letters')}>
      {[null, ...list.letters].map((letter) => (
        <button
          key={letter ?? ''}
          type="button"
          class="chip"
          aria-pressed={letter === list.letter}
          data-testid={`intent-choose-letter-${letter ?? 'all'}`}
          onClick={() => send({ name: 'choose-letter', letter })}
        >
          {letter ?? words.t('catalogue.all')}
        </button>
      ))}
    </fieldset>
  );
}
