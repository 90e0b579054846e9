import type { Intent } from '../session/contract/intents.ts';
import type { CatalogueScreen } from '../session/contract/screens/catalogue.ts';
import type { Display, Snapshot } from '../session/contract/snapshot.ts';

/** Where a new session is to be taken before people see it again. */
export interface Goal {
  readonly language: string | null;
  readonly display: Display | null;
  /** `start`: the start screen; `catalogue`: all services; else a service's own page, or its first step. */
  readonly place: 'start' | 'catalogue' | 'service' | 'begun';
  readonly serviceId: string | null;
}

export const START: Goal = { language: null, display: null, place: 'start', serviceId: null };

/** The goal that leads a new session to about where this one is. Who has finished there begins anew. */
export function goalOf(snapshot: Snapshot): Goal {
  const { language, display, screen, journey } = snapshot;
  const serviceId = screen.kind === 'service-info' ? screen.service.id : (journey?.serviceId ?? null);
  const place = placeOf(screen.kind, serviceId);
  return { language, display, place, serviceId: place === 'start' || place === 'catalogue' ? null : serviceId };
}

function placeOf(kind: Snapshot['screen']['kind'], serviceId: string | null): Goal['place'] {
  switch (kind) {
    case 'service-info':
      return 'service';
    case 'catalogue':
      return 'catalogue';
    case 'attract':
    case 'orient':
    case 'out-of-service':
    case 'interrupted':
    case 'farewell':
    case 'wiping':
      return 'start';
    default:
      return serviceId === null ? 'catalogue' : 'begun';
  }
}

/** What to touch next on the way; `null`: this is it, or it cannot be reached from here. */
export function nextTouch(snapshot: Snapshot, goal: Goal): Intent | null {
  const { screen, display, language } = snapshot;
  if (goal.language !== null && goal.language !== language && knows(snapshot, goal.language)) {
    return { name: 'choose-language', language: goal.language };
  }
  if (goal.display !== null && !isSame(goal.display, display)) return { name: 'set-display', ...goal.display };
  if (goal.place === 'start') return null;
  switch (screen.kind) {
    case 'attract':
      return goal.serviceId !== null && screen.services.some(({ id }) => id === goal.serviceId)
        ? { name: 'start', service: goal.serviceId }
        : { name: 'start' };
    case 'orient':
      return { name: 'continue' };
    case 'catalogue':
      return goal.serviceId === null ? null : inCatalogue(screen, goal.serviceId);
    case 'service-info':
      return goal.place === 'begun' && screen.service.unavailable === null ? { name: 'begin' } : null;
    default:
      return null;
  }
}

/** Chooses it where it is shown, else looks for it from A to Z. */
function inCatalogue({ list, services, total }: CatalogueScreen, service: string): Intent | null {
  if (services.some(({ id }) => id === service)) return { name: 'choose-service', service };
  if (list.kind !== 'letters') return { name: 'choose-letter', letter: null };
  return services.length < total ? { name: 'show-more' } : null;
}

const knows = ({ languages }: Snapshot, language: string): boolean => languages.some(({ code }) => code === language);
const isSame = (a: Display, b: Display): boolean =>
  a.contrast === b.contrast && a.text === b.text && a.reach === b.reach;
