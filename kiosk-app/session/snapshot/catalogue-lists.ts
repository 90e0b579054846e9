import { endsWithoutEid } from '../../../config/schema/demands-eid.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { byTitle, letterOf } from '../catalogue/alphabet.ts';
import { unavailability } from '../catalogue/availability.ts';
import { searchIn } from '../catalogue/indexes.ts';
import { helpsIn, SITUATION_ICONS, situationsShown } from '../catalogue/situations.ts';
import type { CatalogueList, CatalogueScreen } from '../contract/screens/catalogue.ts';
import { offeredServices, type SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { serviceCard } from './catalogue.ts';

/** Cards of a list, and how many come with each "more": a page that is drawn at once, however much is offered. */
const SHOWN = 24;
/** An offer as small as this is shown whole on the home page; of a larger one, what is used most. */
const SMALL_OFFER = 12;
const MOST_USED = 6;

interface Listed {
  readonly list: CatalogueList;
  readonly services: readonly ServiceDefinition[];
}

export function catalogueScreen(context: SessionContext, { context: step }: Steps['catalogue']): CatalogueScreen {
  const offered = offeredServices(context.ports);
  const { list, query, more } = step.view;
  const { list: told, services } = listed(context, step, offered);
  const shown = list.kind === 'home' ? services : services.slice(0, SHOWN * (more + 1));
  const isHome = list.kind === 'home';
  const { texts } = context.ports;
  return {
    kind: 'catalogue',
    query,
    list: told,
    services: shown.map((service) => serviceCard(service, context)),
    total: isHome ? offered.length : services.length,
    situations: isHome
      ? situationsShown(context.ports).map(({ situation, title }) => ({
          id: situation,
          title: texts.text(context.language, title),
          icon: SITUATION_ICONS[situation],
        }))
      : [],
    categories: isHome ? step.categories : [],
  };
}

function listed(
  context: SessionContext,
  { view: { list, query } }: Steps['catalogue']['context'],
  offered: readonly ServiceDefinition[],
): Listed {
  const { ports, language } = context;
  switch (list.kind) {
    case 'home':
      return { list, services: home(context, offered) };
    case 'search': {
      // What fits best stays first, even if it cannot be begun now: it is what was looked for.
      const { ids, isNear } = searchIn(ports, language).find(query);
      const byId = new Map(offered.map((service) => [service.id, service]));
      return { list: { kind: 'search', isNear }, services: ids.flatMap((id) => byId.get(id) ?? []) };
    }
    case 'situation': {
      const shown = situationsShown(ports).find(({ situation }) => situation === list.situation);
      return {
        list: { kind: 'situation', title: shown ? ports.texts.text(language, shown.title) : '' },
        services: usableFirst(
          context,
          offered.filter((service) => helpsIn(service, list.situation)),
        ),
      };
    }
    case 'category':
      return {
        list,
        services: usableFirst(
          context,
          offered.filter(({ category }) => category === list.category),
        ),
      };
    case 'letters':
      return letters(context, list.letter, offered);
    case 'without-eid':
      return {
        list,
        services: usableFirst(
          context,
          offered.filter((service) => !endsWithoutEid(service)),
        ),
      };
  }
}

/** What is used most here comes first; before there are counts, the order of the place. */
function home(context: SessionContext, offered: readonly ServiceDefinition[]): readonly ServiceDefinition[] {
  const used = context.mostUsed.flatMap((id) => offered.filter((service) => service.id === id));
  const others = offered.filter((service) => !used.includes(service));
  const all = usableFirst(context, [...used, ...others]);
  return offered.length <= SMALL_OFFER ? all : all.slice(0, MOST_USED);
}

function letters(context: SessionContext, letter: string | null, offered: readonly ServiceDefinition[]): Listed {
  const { ports, language } = context;
  const titled = offered.map((service) => ({ service, title: ports.texts.text(language, service.title) }));
  const sorted = titled.sort(byTitle(language));
  const all = [...new Set(sorted.map(({ title }) => letterOf(title)))].sort();
  const shown = sorted.filter(({ title }) => letter === null || letterOf(title) === letter);
  return { list: { kind: 'letters', letters: all, letter }, services: shown.map(({ service }) => service) };
}

/** What cannot be finished here now stands after what can; each keeps its place among its own. */
function usableFirst(context: SessionContext, services: readonly ServiceDefinition[]): readonly ServiceDefinition[] {
  const isUsable = (service: ServiceDefinition) => unavailability(service, context) === null;
  return [...services.filter(isUsable), ...services.filter((service) => !isUsable(service))];
}
