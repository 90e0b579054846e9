import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { SITUATIONS } from '../../../config/schema/topic-names.ts';
import type { Situation } from '../../../config/schema/topics.ts';
import type { Ports } from '../ports.ts';

interface ShownSituation {
  readonly situation: Situation;
  /** Text key. */
  readonly title: string;
}

/** Those that the place names, else all, in order; of these the ones in which an offered service helps. */
export function situationsShown({ start }: Pick<Ports, 'start'>): readonly ShownSituation[] {
  const helped = new Set(start.services.flatMap(({ situations }) => situations));
  const named = start.site.situations;
  const all = named.length > 0 ? named : SITUATIONS.map((situation) => ({ situation, title: null }));
  return all
    .filter(({ situation }) => helped.has(situation))
    .map(({ situation, title }) => ({ situation, title: title ?? `session.situation.${situation}` }));
}

export const helpsIn = (service: ServiceDefinition, situation: string): boolean =>
  service.situations.some((one) => one === situation);

/** Names in `assets/icons`. */
export const SITUATION_ICONS: Readonly<Record<Situation, string>> = {
  moving: 'moving',
  letter: 'letter',
  car: 'car',
  birth: 'birth',
  school: 'child',
  marriage: 'rings',
  dog: 'dog',
  home: 'home',
  loss: 'key',
  defect: 'defect',
  support: 'support',
  work: 'work',
  business: 'business',
  travel: 'travel',
  leisure: 'leisure',
  death: 'candle',
};
