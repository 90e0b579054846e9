import type { PlaceView, PlanPoint } from '../../../contract/arrange/arrange.ts';
import type { TerminalCondition } from '../../../contract/terminals/judgement.ts';

export interface PutPlace {
  readonly place: PlaceView;
  readonly point: PlanPoint;
}

/** Share of the plan that stays free around a schematic of coordinates. */
const MARGIN = 0.08;
/** The worst first: what a place is shown by. */
const ORDER: readonly TerminalCondition[] = ['out-of-service', 'unreachable', 'limited', 'in-service'];

export const worstOf = ({ conditions }: Pick<PlaceView, 'conditions'>): TerminalCondition | null =>
  ORDER.find((condition) => (conditions[condition] ?? 0) > 0) ?? null;

export const countOf = ({ conditions }: Pick<PlaceView, 'conditions'>): number =>
  Object.values(conditions).reduce((sum, n) => sum + n, 0);

const inside = (share: number): number => Math.min(1, Math.max(0, share));

/** What lies beyond its edge stands at it. */
export const insidePlan = ({ x, y }: PlanPoint): PlanPoint => ({ x: inside(x), y: inside(y) });

/**
 * Where each place stands: where somebody has put it; else, without a picture, by its coordinates, so that north is up
 * and distances are those of the map (a degree of longitude is shorter by the cosine of the latitude).
 */
export function layOut(
  places: readonly PlaceView[],
  hasPicture: boolean,
): { readonly put: readonly PutPlace[]; readonly nowhere: readonly PlaceView[] } {
  const onMap = hasPicture ? [] : places.filter((place) => place.point === null && isOnEarth(place));
  const points = new Map(schematic(onMap));
  const put = places.flatMap((place) => {
    const point = place.point ?? points.get(place.id);
    return point ? [{ place, point }] : [];
  });
  const known = new Set(put.map(({ place }) => place.id));
  return { put, nowhere: places.filter(({ id }) => !known.has(id)) };
}

const isOnEarth = ({ latitude, longitude }: PlaceView): boolean => latitude !== null && longitude !== null;

function schematic(places: readonly PlaceView[]): readonly (readonly [string, PlanPoint])[] {
  if (places.length === 0) return [];
  const at = places.map(({ id, latitude, longitude }) => ({ id, north: latitude ?? 0, east: longitude ?? 0 }));
  const middle = (at.reduce((sum, { north }) => sum + north, 0) / at.length) * (Math.PI / 180);
  const flat = at.map(({ id, north, east }) => ({ id, x: east * Math.cos(middle), y: -north }));
  const [left, top] = [Math.min(...flat.map(({ x }) => x)), Math.min(...flat.map(({ y }) => y))];
  const width = Math.max(...flat.map(({ x }) => x)) - left;
  const height = Math.max(...flat.map(({ y }) => y)) - top;
  // One scale for both directions; the plan is three wide and two high.
  const scale = (1 - 2 * MARGIN) / Math.max(width / 1.5, height, Number.EPSILON);
  return flat.map(({ id, x, y }) => [
    id,
    {
      x: 0.5 + ((x - left - width / 2) * scale) / 1.5,
      y: 0.5 + (y - top - height / 2) * scale,
    },
  ]);
}
