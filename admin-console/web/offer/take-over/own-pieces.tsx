import { useMemo, useState } from 'preact/hooks';
import type { LayerFiles } from '../../../contract/configuration/configuration.ts';
import { Empty } from '../../frame/page.tsx';
import { Difference } from '../../releases/difference.tsx';
import '../../releases/releases.css';
import { type FileSet, laid } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { isThere, type OwnPiece, ownPieces, takeOver } from '../model/take-over.ts';
import { wordsFor } from '../model/texts.ts';
import type { Work } from '../work.ts';

interface Props {
  readonly work: Work;
  /** What the other location has of its own. */
  readonly layer: LayerFiles;
}

const keyOf = ({ kind, id }: OwnPiece): string => `${kind}/${id}`;

/** What another location has of its own, piece by piece in words, to be chosen from. */
export function OwnPieces({ work, layer }: Props) {
  const { desk, files, edited, edit } = work;
  const { say, language } = desk;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [taken, setTaken] = useState<readonly OwnPiece[]>([]);
  const { theirs, pieces } = useMemo(() => {
    const tenant = edited.layers[0]?.files ?? {};
    const [under, whole] = [laid([tenant]), laid([tenant, layer])];
    const own = ownPieces(under, whole).map((piece) => ({
      piece,
      key: keyOf(piece),
      comparison: { before: textsOf(under), after: textsOf(takeOver(whole, [piece])(under)) },
    }));
    return { theirs: whole, pieces: own };
  }, [edited.layers, layer]);
  const nameOf = ({ kind, id }: OwnPiece) =>
    kind === 'service' ? wordsFor(theirs, serviceOf(theirs, id)?.title, language) || id : say(`offer.part.${id}`);
  const open = pieces.filter(({ piece }) => !isThere(files, theirs, piece));
  const toTake = open.filter(({ key }) => chosen.includes(key)).map(({ piece }) => piece);
  // After a step back nothing is taken over any more.
  const done = taken.filter((piece) => isThere(files, theirs, piece)).length;
  function take(event: SubmitEvent) {
    event.preventDefault();
    edit(takeOver(theirs, toTake));
    setTaken(toTake);
    setChosen([]);
  }
  if (pieces.length === 0)
    return <Empty title={say('offer.take-over.nothing')} text={say('offer.take-over.nothing.text')} />;
  return (
    <form onSubmit={take} data-testid="take-over">
      <h2>{say('offer.take-over.parts')}</h2>
      <p class="muted">{say('offer.take-over.parts.text')}</p>
      <ul class="pieces">
        {pieces.map(({ piece, key, comparison }) => {
          const isHere = open.every((other) => other.key !== key);
          return (
            <li key={key} data-testid={`piece-${piece.id}`}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={!isHere && chosen.includes(key)}
                  disabled={isHere}
                  onChange={({ currentTarget: { checked } }) =>
                    setChosen([...chosen.filter((other) => other !== key), ...(checked ? [key] : [])])
                  }
                />
                <span>{nameOf(piece)}</span>
              </label>
              {isHere && <span class="pill">{say('offer.take-over.here')}</span>}
              <Difference desk={desk} comparison={comparison} />
            </li>
          );
        })}
      </ul>
      <button type="submit" disabled={toTake.length === 0}>
        {say('offer.take-over.button')}
      </button>
      <p role="status">{done > 0 && toTake.length === 0 ? say.count('offer.take-over.done', done) : ''}</p>
    </form>
  );
}

const textsOf = (files: FileSet): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)]));
