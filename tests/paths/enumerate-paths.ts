import type { ServiceDefinition } from '../../config/schema/service.ts';
import { stepsOf } from '../../kiosk-app/session/application/steps-of.ts';
import type { End, Leg, Path } from './path.ts';
import { type Place, waysThrough } from './ways-through-steps.ts';

/**
 * Every path of a service that follows from its configuration: each combination of what can be chosen (who vouches for
 * the person, which questions the answers open, how it is paid, how it is answered), and, beside the first of them, each
 * failure at each step once. Failures are not combined with one another: a second one meets the same machine that the
 * first one left, which `kiosk-app/session/depth.proof.test.ts` shows for the part in which money moves.
 */
export function pathsOf(service: ServiceDefinition, place: Place): readonly Path[] {
  const steps = stepsOf(service).map((step) => ({ step, ways: waysThrough(step, service, place) }));
  let begun: readonly (readonly Leg[])[] = [[]];
  const ended: (readonly Leg[])[] = [];
  for (const { step, ways } of steps) {
    const choices = ways.filter(({ kind }) => kind === 'choice');
    const longer = begun.flatMap((legs) => choices.map((way) => [...legs, { step, way }]));
    ended.push(...longer.filter(hasEnded));
    begun = longer.filter((legs) => !hasEnded(legs));
  }
  // A service may end at its last step, whichever way was taken.
  const usual = begun[0] ?? ended[0] ?? [];
  const failed = steps.flatMap(({ step, ways }) =>
    ways
      .filter(({ kind }) => kind === 'failure')
      .map((way) => {
        const at = usual.findIndex((leg) => leg.step === step);
        const before = usual.slice(0, at);
        return way.end ? [...before, { step, way }] : [...before, { step, way }, ...usual.slice(at + 1)];
      }),
  );
  return [...begun, ...ended, ...failed].map((legs) => ({ service: service.id, legs, end: endOf(legs) }));
}

const hasEnded = (legs: readonly Leg[]): boolean => legs.at(-1)?.way.end !== undefined;
const endOf = (legs: readonly Leg[]): End => legs.at(-1)?.way.end ?? 'receipt';
