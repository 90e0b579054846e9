import { all, changeValue, moved, type Path, setValue, valueAt } from '../model/files.ts';
import { setNewText, textKeyFor } from '../model/texts.ts';
import type { Work } from '../work.ts';
import { Movable } from './movable.tsx';
import { Remove } from './remove.tsx';
import { TextRow } from './text-row.tsx';

interface Props {
  readonly work: Work;
  readonly file: string;
  readonly path: Path;
  /** Of the keys of new texts. */
  readonly name: string;
  readonly label: string;
  /** What one of them is called. */
  readonly item: string;
  readonly hint?: string;
  readonly add: string;
  readonly most: number;
}

/** Sentences in an order, each in all languages. */
export function TextList({ work, file, path, name, label, item, hint, add, most }: Props) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const keys = (valueAt(files, file, path) ?? []) as readonly string[];
  const owner = /^services\/(.*)\.json$/.exec(file)?.[1] ?? null;
  const addOne = () => {
    const key = textKeyFor(files, owner, name);
    edit(all(setValue(file, [...path, keys.length], key), setNewText(key, say('offer.new-text'))));
  };
  return (
    <fieldset class="text-list">
      <legend>{label}</legend>
      {hint && <small>{hint}</small>}
      <Movable
        say={say}
        items={keys}
        idOf={(key) => key}
        nameOf={(_, at) => say('offer.nth', { name: item, n: at + 1 })}
        isReadOnly={isReadOnly}
        move={(from, to) => edit(changeValue<string[]>(file, path, (list = []) => [...moved(list, from, to)]))}
      >
        {(_, at) => (
          <>
            <TextRow
              work={work}
              text={{ file, path: [...path, at], name }}
              label={say('offer.nth', { name: item, n: at + 1 })}
            />
            <Remove work={work} file={file} path={[...path, at]} name={say('offer.nth', { name: item, n: at + 1 })} />
          </>
        )}
      </Movable>
      {!isReadOnly && keys.length < most && (
        <button type="button" class="second" onClick={addOne}>
          {add}
        </button>
      )}
    </fieldset>
  );
}
