import { useRef, useState } from 'preact/hooks';
import { ARRANGE_ROUTES, type PlaceView, type PlanPicture, type PlanPoint } from '../../../contract/arrange/arrange.ts';
import { ALL } from '../../../contract/routes.ts';
import { problemOf } from '../../asking.ts';
import { type Desk, may } from '../../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../../frame/look.ts';
import { Empty, LookedAt } from '../../frame/page.tsx';
import { ask } from '../../hub-client.ts';
import { Arrange } from './arrange.tsx';
import { insidePlan, layOut } from './layout.ts';
import { PlaceDot } from './place-dot.tsx';

interface Props {
  readonly desk: Desk;
  /** Id of the place whose terminals are listed. */
  readonly chosen: string | undefined;
  readonly onPlace: (id: string) => void;
}

/** More places than this have their names said only where somebody points. */
const MANY = 24;

/** Places of the municipality, each with how its terminals are: on a picture of its own, or by their coordinates. */
export function Plan({ desk, chosen, onPlace }: Props) {
  const { say, session, tenant, live } = desk;
  const only = tenant === ALL && session.tenants.length === 1 ? (session.tenants[0]?.id ?? null) : null;
  const one = tenant === ALL ? only : tenant;
  const [places, look] = useLook<PlaceView[]>(ARRANGE_ROUTES.places(tenant), {
    onRows: live.onRows,
    every: LOOK_AGAIN,
  });
  const [pictured, lookPicture] = useLook<{ picture: PlanPicture | null }>(
    one === null ? null : ARRANGE_ROUTES.picture(one),
  );
  const [isArranging, setArranging] = useState(false);
  const [moved, setMoved] = useState<ReadonlyMap<string, PlanPoint>>(new Map());
  const [problem, setProblem] = useState('');
  const [undo, setUndo] = useState<{ readonly place: PlaceView; readonly point: PlanPoint | null } | null>(null);
  const drawing = useRef<HTMLFieldSetElement>(null);
  const picture = pictured.kind === 'there' ? pictured.of.picture : null;
  const mayArrange = one !== null && may(desk, 'fleet.arrange', one);

  async function put(place: PlaceView, point: PlanPoint | null) {
    const answer = await ask('PUT', ARRANGE_ROUTES.position(place.tenantId, encodeURIComponent(place.id)), { point });
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    if (answer.status === 200) setUndo({ place, point: (answer.body as { point: PlanPoint | null }).point });
    await look();
    setMoved((before) => new Map([...before].filter(([id]) => id !== place.id)));
  }
  const pointAt = ({ clientX, clientY }: PointerEvent): PlanPoint => {
    const { left, top, width, height } = drawing.current?.getBoundingClientRect() ?? new DOMRect();
    return insidePlan({ x: (clientX - left) / width, y: (clientY - top) / height });
  };

  return (
    <LookedAt say={say} looked={places} again={look}>
      {(all) => {
        const { put: standing, nowhere } = layOut(all, picture !== null);
        if (all.length === 0) return <Empty title={say('plan.empty')} text={say('plan.empty.text')} />;
        return (
          <div class="plan" data-testid="plan">
            <fieldset ref={drawing} class={`area ${standing.length > MANY ? 'many' : ''}`}>
              <legend class="vh">{say('view.plan')}</legend>
              {picture && <img src={`data:${picture.type};base64,${picture.data}`} alt="" />}
              {standing.map(({ place, point }) => (
                <PlaceDot
                  key={place.id}
                  say={say}
                  place={place}
                  point={moved.get(place.id) ?? point}
                  isChosen={place.id === chosen}
                  isArranging={isArranging}
                  pointAt={pointAt}
                  onPlace={() => onPlace(place.id)}
                  onMove={(to) => setMoved((before) => new Map([...before, [place.id, to]]))}
                  onPut={(to) => {
                    if (moved.has(place.id)) void put(place, to);
                  }}
                />
              ))}
            </fieldset>
            <p class="error" role="alert">
              {problem}
            </p>
            {undo && (
              <p role="status">
                {say('plan.moved', { name: undo.place.name })}{' '}
                <button
                  type="button"
                  class="second"
                  onClick={() => {
                    setUndo(null);
                    void put(undo.place, undo.point).then(() => setUndo(null));
                  }}
                >
                  {say('undo')}
                </button>
              </p>
            )}
            {nowhere.length > 0 && !isArranging && <p class="muted">{say.count('plan.nowhere', nowhere.length)}</p>}
            {mayArrange && (
              <label class="tick">
                <input type="checkbox" checked={isArranging} onChange={() => setArranging(!isArranging)} />
                <span>{say('plan.arrange')}</span>
              </label>
            )}
            {mayArrange && isArranging && (
              <Arrange
                say={say}
                tenant={one}
                standing={standing}
                nowhere={nowhere}
                hasPicture={picture !== null}
                onPut={(place, point) => void put(place, point)}
                onPicture={lookPicture}
              />
            )}
          </div>
        );
      }}
    </LookedAt>
  );
}
