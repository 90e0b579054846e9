import type { ServiceDefinition } from '../../config/schema/service.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { pathsOf } from './enumerate-paths.ts';
import { judgeWalk } from './judge-walk.ts';
import { nameOf, type Path } from './path.ts';
import { walkPath } from './walk-path.ts';
import type { Place } from './ways-through-steps.ts';

/** What a place like that of the demo has. */
export const PLACE: Place = { hasWallet: true };

export interface WalkedService {
  readonly service: string;
  readonly paths: readonly Path[];
  /** How many of them end as they say. */
  readonly walked: number;
  /** What is wrong with the others. */
  readonly faults: readonly string[];
}

/** Walks every path of a service. Never throws for what goes wrong on one. */
export async function walkService(service: ServiceDefinition): Promise<WalkedService> {
  const paths = pathsOf(service, PLACE);
  const faults: string[] = [];
  for (const path of paths) {
    try {
      const wrong = judgeWalk(path, await walkPath(path, service, PLACE.hasWallet));
      if (wrong.length > 0) faults.push(`${nameOf(path)}: ${wrong.join('; ')}`);
    } catch (thrown) {
      faults.push(`${nameOf(path)}: ${thrown instanceof Error ? thrown.message : reasonOf(thrown)}`);
    }
  }
  return { service: service.id, paths, walked: paths.length - faults.length, faults };
}
