import type { ClosedScreen } from '../../../session/contract/screens/closed.ts';
import { Announcements } from '../../components/announcements.tsx';
import { CardLeftMessage } from '../../components/card-left-message.tsx';
import { OpeningHoursList } from '../../components/opening-hours-list.tsx';
import { PlaceName } from '../../components/place-name.tsx';
import { TownPicture } from '../../illustrations/town.tsx';
import { LOCALES, textsFor, type UiTexts } from '../../texts.ts';
import { useView } from '../../view.ts';

/** Closed by its hours: why, until when, and what is possible meanwhile, in every language of the place. */
export function Closed({ screen }: { readonly screen: ClosedScreen }) {
  const { snapshot, words } = useView();
  const { site } = snapshot;
  const isFull = snapshot.cardLeft || site.announcements.length > 0;
  const others = snapshot.languages.filter(({ code }) => code !== words.language && Object.hasOwn(LOCALES, code));
  return (
    <main class="closed" data-testid="screen-closed" data-phase={screen.why} aria-labelledby="page-title">
      <div class="attract-head">
        <PlaceName height={72} />
      </div>
      <div class="closed-now">
        <h1 id="page-title">{words.t('closed.title')}</h1>
        <Told screen={screen} words={words} />
        <CardLeftMessage />
        <Announcements />
        <p>{words.t('closed.meanwhile', { phone: site.phone })}</p>
      </div>
      <div class="closed-side">
        <OpeningHoursList />
        {others.map(({ code, dir }) => (
          <section key={code} class="closed-other" lang={code} dir={dir}>
            <p>
              <strong>{textsFor(code).t('closed.title')}</strong>
            </p>
            <Told screen={screen} words={textsFor(code)} />
          </section>
        ))}
      </div>
      {!isFull && <TownPicture />}
    </main>
  );
}

function Told({ screen, words }: { readonly screen: ClosedScreen; readonly words: UiTexts }) {
  const { opensAt } = screen;
  return (
    <>
      <p class="lead">{whyText(screen, words)}</p>
      {opensAt && (
        <p class="lead">{words.t('closed.opens', { day: words.weekday(opensAt.date), time: opensAt.time })}</p>
      )}
    </>
  );
}

function whyText({ why, texts }: ClosedScreen, words: UiTexts): string {
  const said = texts.find(({ language }) => language === words.language)?.text;
  if (why === 'holiday') return words.t('closed.why.holiday', { holiday: said ?? '' });
  return said ?? words.t('closed.why.hours');
}
