import type { CatalogueScreen } from '../../../session/contract/screens/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { TopicIcon } from '../../components/topic-icon.tsx';
import { openCode } from '../../texts.ts';
import { useView } from '../../view.ts';

/** Other ways into the offer than a word: what has happened, what it is about, the alphabet. */
export function HomeTopics({ screen }: { readonly screen: CatalogueScreen }) {
  const { words, send } = useView();
  return (
    <>
      {screen.situations.length > 0 && (
        <section aria-labelledby="catalogue-situations">
          <h2 class="catalogue-part" id="catalogue-situations">
            {words.t('catalogue.situations')}
          </h2>
          <ul class="situations">
            {screen.situations.map(({ id, title, icon }) => (
              <li key={id}>
                <button
                  type="button"
                  class="situation"
                  data-testid={`intent-choose-situation-${id}`}
                  onClick={() => send({ name: 'choose-situation', situation: id })}
                >
                  <TopicIcon name={icon} />
                  <span>{title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="catalogue-topics">
        <h2 class="catalogue-part" id="catalogue-topics">
          {words.t('catalogue.categories')}
        </h2>
        <div class="chips">
          {screen.categories.map((category) => (
            <button
              key={category}
              type="button"
              class="chip"
              data-testid={`intent-choose-category-${category}`}
              onClick={() => send({ name: 'choose-category', category })}
            >
              {openCode(words, 'category', category)}
            </button>
          ))}
        </div>
      </section>
      <div class="catalogue-more">
        <Button testid="show-all" onPress={() => send({ name: 'choose-letter', letter: null })}>
          {words.t('catalogue.show-all')}
        </Button>
      </div>
    </>
  );
}
