import { useState } from 'preact/hooks';
import {
  ARRANGE_ROUTES,
  LARGEST_PICTURE,
  PICTURE_TYPES,
  type PlaceView,
  type PlanPoint,
} from '../../../contract/arrange/arrange.ts';
import { problemOf } from '../../asking.ts';
import { ask } from '../../hub-client.ts';
import type { Say } from '../../texts.ts';
import type { PutPlace } from './layout.ts';

interface Props {
  readonly say: Say;
  readonly tenant: string;
  readonly standing: readonly PutPlace[];
  readonly nowhere: readonly PlaceView[];
  readonly hasPicture: boolean;
  readonly onPut: (place: PlaceView, point: PlanPoint | null) => void;
  readonly onPicture: () => Promise<void>;
}

/** The plan's picture, and where each place stands as numbers, for whoever would rather type than drag. */
export function Arrange({ say, tenant, standing, nowhere, hasPicture, onPut, onPicture }: Props) {
  const [problem, setProblem] = useState('');
  async function upload(file: File | undefined) {
    const type = PICTURE_TYPES.find((known) => known === file?.type);
    if (!file || !type || file.size > LARGEST_PICTURE) return setProblem(say('plan.picture.bad'));
    const answer = await ask('PUT', ARRANGE_ROUTES.picture(tenant), { type, data: await base64Of(file) });
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await onPicture();
  }
  async function removePicture() {
    const answer = await ask('DELETE', ARRANGE_ROUTES.picture(tenant));
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await onPicture();
  }
  const all = [...standing, ...nowhere.map((place) => ({ place, point: null }))];
  return (
    <div class="arrange">
      <p>{say('plan.arrange.text')}</p>
      <p class="field">
        <label for="plan-picture">{say('plan.picture')}</label>
        <input
          id="plan-picture"
          type="file"
          accept={PICTURE_TYPES.join()}
          onChange={(event) => void upload(event.currentTarget.files?.[0])}
        />
      </p>
      {hasPicture && (
        <button type="button" class="second" onClick={() => void removePicture()}>
          {say('plan.picture.remove')}
        </button>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
      <ul class="rows">
        {all.map(({ place, point }) => (
          <li key={place.id}>
            <b>{place.name}</b>
            <span class="typed">
              <Percent say={say} place={place} axis="x" point={point} onPut={onPut} />
              <Percent say={say} place={place} axis="y" point={point} onPut={onPut} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PercentProps extends Pick<Props, 'say' | 'onPut'> {
  readonly place: PlaceView;
  readonly axis: 'x' | 'y';
  readonly point: PlanPoint | null;
}

function Percent({ say, place, axis, point, onPut }: PercentProps) {
  const value = point === null ? '' : String(Math.round(point[axis] * 100));
  return (
    <label>
      {say(`plan.${axis}`)}{' '}
      <input
        type="number"
        min={0}
        max={100}
        value={value}
        aria-label={say(`plan.${axis}.of`, { name: place.name })}
        onChange={(event) => {
          const share = Math.min(100, Math.max(0, event.currentTarget.valueAsNumber)) / 100;
          if (!Number.isNaN(share)) onPut(place, { ...(point ?? { x: 0.5, y: 0.5 }), [axis]: share });
        }}
      />
    </label>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // In portions: all bytes as arguments of one call would be too many.
  const parts = Array.from({ length: Math.ceil(bytes.length / 0x8000) }, (_, n) =>
    String.fromCharCode(...bytes.subarray(n * 0x8000, (n + 1) * 0x8000)),
  );
  return btoa(parts.join(''));
}
