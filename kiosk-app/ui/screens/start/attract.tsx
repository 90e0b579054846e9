import type { ServiceCard } from '../../../session/contract/screens/catalogue.ts';
import { Announcements } from '../../components/announcements.tsx';
import { CardLeftMessage } from '../../components/card-left-message.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { OpeningHoursList } from '../../components/opening-hours-list.tsx';
import { PlaceName } from '../../components/place-name.tsx';
import { TopicIcon } from '../../components/topic-icon.tsx';
import { TownPicture } from '../../illustrations/town.tsx';
import { type Key, LOCALES } from '../../texts.ts';
import { useView } from '../../view.ts';

/** As many as fit beside each other and are taken in at a glance. */
const SHOWN = 6;
/** What is announced needs the place of the others. */
const SHOWN_BESIDE_NEWS = 4;
const PROMISES: readonly { readonly icon: IconName; readonly key: Key }[] = [
  { icon: 'touch', key: 'attract.promise.no-computer' },
  { icon: 'language', key: 'attract.promise.languages' },
  { icon: 'shield', key: 'attract.promise.wiped' },
];

/** Invites people who pass by. Any touch starts; the button is there for keyboards and screen readers. */
export function Attract({ services }: { readonly services: readonly ServiceCard[] }) {
  const { snapshot, words, send } = useView();
  const hasNews = snapshot.site.announcements.length > 0;
  const greetings = snapshot.languages.flatMap(({ code }) => {
    const greeting = LOCALES[code]?.['attract.welcome'];
    return greeting === undefined ? [] : [{ code, greeting }];
  });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same for every other way of input
    <main
      class="attract"
      data-testid="screen-attract"
      data-phase="attract"
      aria-labelledby="page-title"
      onClick={() => send({ name: 'start' })}
    >
      <div class="attract-head">
        <PlaceName height={84} />
      </div>
      <div class="attract-main">
        <div class="attract-greeting">
          <p class="attract-welcome">
            {greetings.map(({ code, greeting }) => (
              <span key={code} lang={code}>
                {greeting}
              </span>
            ))}
          </p>
          <CardLeftMessage />
          <h1 id="page-title">{words.t('attract.title')}</h1>
          <button type="button" class="attract-start" data-testid="intent-start">
            <Icon name="touch" />
            {words.t('attract.touch')}
          </button>
        </div>
        <OpeningHoursList />
      </div>
      <div class="attract-side">
        {hasNews && (
          <div class="attract-news">
            <Announcements />
          </div>
        )}
        <div class="attract-offer">
          <p class="attract-offer-title">{words.t('attract.offer')}</p>
          <ul class="attract-services">
            {services.slice(0, hasNews ? SHOWN_BESIDE_NEWS : SHOWN).map((service) => (
              <li key={service.id}>
                <button
                  type="button"
                  class="attract-service"
                  data-testid={`start-${service.id}`}
                  onClick={(event) => {
                    event.stopPropagation();
                    send({ name: 'start', service: service.id });
                  }}
                >
                  <TopicIcon name={service.icon} />
                  <span>{service.title}</span>
                </button>
              </li>
            ))}
          </ul>
          {/* Messages and hours take their place. */}
          {!snapshot.cardLeft && !hasNews && snapshot.site.openingHours.length === 0 && (
            <ul class="attract-promises">
              {PROMISES.map(({ icon, key }) => (
                <li key={key}>
                  <Icon name={icon} />
                  {words.t(key)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {!hasNews && <TownPicture />}
    </main>
  );
}
