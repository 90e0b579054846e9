import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { faultWords } from '../../../../config/check/fault-words.ts';
import type { Path } from '../model/files.ts';
import { asBelow, faultsAt, originOf, type Work } from '../work.ts';

export interface FieldPlace {
  readonly work: Work;
  readonly file: string;
  readonly path: Path;
}
export interface FieldProps extends FieldPlace {
  readonly label: string;
  readonly hint?: string | undefined;
}

interface Props extends FieldProps {
  /** What is wrong, in words that fit this field better than the hub's. */
  readonly fault?: string | undefined;
  /** @param id of the input; @param describedBy of what explains it */
  readonly children: (id: string, describedBy: string | undefined) => ComponentChildren;
}

/** A label, what is written in, and under it what is wrong with it and whose it is. */
export function Labelled({ work, file, path, label, hint, fault, children }: Props) {
  const id = useId();
  const hasFault = fault !== undefined || faultsAt(work, file, path).length > 0;
  const described = [hint && `${id}-hint`, hasFault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field" data-at={atName(file, path)}>
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {children(id, described)}
      {fault === undefined ? (
        <Faults {...{ work, file, path }} id={`${id}-fault`} />
      ) : (
        <p class="error" id={`${id}-fault`} data-testid="fault">
          {fault}
        </p>
      )}
      <Origin {...{ work, file, path }} />
    </div>
  );
}

/** By which a link to a fault finds its field. */
export const atName = (file: string, path: Path): string => `${file}:${path.join('.')}`;

export function Faults({ work, file, path, id }: FieldPlace & { readonly id?: string }) {
  const faults = faultsAt(work, file, path);
  if (faults.length === 0) return null;
  return (
    <p class="error" id={id} data-testid="fault">
      {faults.map((fault) => Object.values(faultWords(fault, work.desk.language)).join(' ')).join(' ')}
    </p>
  );
}

/** Whose value it is, and the way back to the one of the layer below. Nothing for a whole municipality. */
export function Origin({ work, file, path }: FieldPlace) {
  const { say } = work.desk;
  const origin = originOf(work, file, path);
  if (origin === null || (origin === 'tenant' && work.place.scope === 'location')) return null;
  if (origin !== 'own')
    return origin === 'location' ? <small class="origin">{say('offer.from-location')}</small> : null;
  return (
    <span class="origin">
      <span class="pill">{say(`offer.own.${work.place.scope}`)}</span>
      {!work.isReadOnly && (
        <button type="button" class="link" onClick={() => work.edit(asBelow(work, file, path))}>
          {say(`offer.as-below.${work.place.scope}`)}
        </button>
      )}
    </span>
  );
}
