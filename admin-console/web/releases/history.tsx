import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type { Desk } from '../frame/desk.ts';
import { Empty } from '../frame/page.tsx';
import { hrefOf, replacePlace } from '../router.ts';
import { timeWords } from '../texts.ts';
import type { PlaceWords } from './places.ts';
import { ReleaseState } from './release-state.tsx';

const HERE = { status: null };

interface Props {
  readonly desk: Desk;
  readonly place: PlaceWords;
  /** The newest first. */
  readonly releases: readonly ConfigurationRelease[];
  /** A layer as `layerName` has it; `null`: the first. */
  readonly chosen: string | null;
}

const layerName = ({ scope, scopeId }: ConfigurationRelease): string => `${scope}:${scopeId}`;

/** What was released for one place, the newest first. */
export function History({ desk, place, releases, chosen }: Props) {
  const { say, language } = desk;
  const layers = Map.groupBy(releases, layerName);
  const names = [...layers.keys()].sort((a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)));
  const open = names.find((name) => name === chosen) ?? names[0];
  const all = layers.get(open ?? '') ?? [];
  if (open === undefined) return <Empty title={say('history.none')} text={say('history.none.text')} />;
  return (
    <section class="panel" aria-labelledby="history" data-testid="history">
      <h2 id="history">{say('history.title')}</h2>
      {names.length > 1 && (
        <p class="field">
          <label for="layer">{say('history.place')}</label>
          <select
            id="layer"
            value={open}
            onChange={(event) => replacePlace(hrefOf('releases', null, { layer: event.currentTarget.value }))}
          >
            {names.map((name) => {
              const [first] = layers.get(name) ?? [];
              return (
                <option key={name} value={name}>
                  {first ? place(first) : name}
                </option>
              );
            })}
          </select>
        </p>
      )}
      <ul class="rows">
        {all.map((release) => (
          <li key={release.id}>
            <div>
              <a href={hrefOf('release', release.id)}>{say('history.version', { number: release.number })}</a>{' '}
              {release.title}
              <small>
                {say('history.released', {
                  name: release.releasedBy,
                  time: timeWords(release.releasedAt, language, HERE),
                })}
              </small>
            </div>
            <ReleaseState
              desk={desk}
              release={release}
              isNewest={release === all.find((one) => one.withdrawnAt === null)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
const ORDER = ['tenant', 'location', 'terminal'];
const kindOf = (layer: string): string => layer.split(':', 1)[0] ?? '';
