import type { PlaceView, PlanPoint } from '../../../contract/arrange/arrange.ts';
import type { Say } from '../../texts.ts';
import { Dot } from './dot.tsx';
import { countOf, insidePlan, worstOf } from './layout.ts';

interface Props {
  readonly say: Say;
  readonly place: PlaceView;
  readonly point: PlanPoint;
  readonly isChosen: boolean;
  /** Then it is moved, by dragging or by arrows, instead of pressed. */
  readonly isArranging: boolean;
  readonly pointAt: (event: PointerEvent) => PlanPoint;
  readonly onPlace: () => void;
  readonly onMove: (to: PlanPoint) => void;
  /** It has been moved, and is left there. */
  readonly onPut: (at: PlanPoint) => void;
}

/** One press of an arrow moves a place by this share of the plan. */
const STEP = 0.01;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A place by the worst of its terminals, with how many there are. */
export function PlaceDot({ say, place, point, isChosen, isArranging, pointAt, ...act }: Props) {
  const conditions = Object.entries(place.conditions).map(([condition, n]) => `${n} ${say(`total.${condition}`)}`);
  const words = conditions.join(', ') || say('plan.no-terminals');
  function onKeyDown(event: KeyboardEvent) {
    const step = isArranging ? STEPS[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    act.onMove(insidePlan({ x: point.x + step[0], y: point.y + step[1] }));
  }
  return (
    <button
      type="button"
      class={`place ${isArranging ? 'arranging' : ''}`}
      style={{ insetInlineStart: `${point.x * 100}%`, insetBlockStart: `${point.y * 100}%` }}
      aria-pressed={isChosen}
      title={say('plan.place', { name: place.name, conditions: words })}
      data-testid={`place-${place.id}`}
      onClick={() => (isArranging ? act.onPut(point) : act.onPlace())}
      onKeyDown={onKeyDown}
      onBlur={() => isArranging && act.onPut(point)}
      onPointerDown={(event) => isArranging && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (isArranging && event.currentTarget.hasPointerCapture(event.pointerId)) act.onMove(pointAt(event));
      }}
    >
      <svg viewBox="-30 -30 60 60" aria-hidden="true">
        <Dot condition={worstOf(place)} />
      </svg>
      <b>{countOf(place)}</b>
      <span>{place.name}</span>
      <span class="vh">{words}</span>
    </button>
  );
}
