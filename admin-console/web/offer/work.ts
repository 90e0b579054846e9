import type { ConfigurationFaultView } from '../../contract/configuration/configuration.ts';
import { isSame } from '../../contract/configuration/configuration-layers.ts';
import type { Desk } from '../frame/desk.ts';
import { hrefOf } from '../router.ts';
import type { Edited, OfferPlace } from './editing.ts';
import { type Edit, type FileSet, layerOf, type Path, setValue, valueAt } from './model/files.ts';

/** What every form of the editor works with. */
export interface Work {
  readonly desk: Desk;
  readonly place: OfferPlace;
  readonly edited: Edited;
  readonly files: FileSet;
  /** Somebody without the permission, or a draft that waits for its release. */
  readonly isReadOnly: boolean;
  /** @param tag of the field in which somebody types */
  readonly edit: (edit: Edit, tag?: string) => void;
}

/** Pages of the editor within its address. */
export interface EditorPart {
  readonly service?: string | null;
  readonly part?: string | null;
  /** Field to be shown: a path, dotted. */
  readonly at?: string | null;
  /** Location from which something is taken over. */
  readonly from?: string | null;
}

export const placeText = ({ scope, scopeId }: Pick<OfferPlace, 'scope' | 'scopeId'>): string => `${scope}:${scopeId}`;

export const partHref = ({ place }: Pick<Work, 'place'>, { service, part, at, from }: EditorPart = {}): string =>
  hrefOf('offer', null, { tenant: place.tenantId, place: placeText(place), service, part, at, from });

/** Faults of a value, or of a part of it where it is a list of words. */
export function faultsAt(
  { edited, files }: Pick<Work, 'edited' | 'files'>,
  file: string,
  path: Path,
): readonly ConfigurationFaultView[] {
  const dotted = path.join('.');
  const value = valueAt(files, file, path);
  const isList = Array.isArray(value) && value.every((part) => typeof part === 'string');
  return edited.faults.filter(
    (fault) => fault.file === file && (fault.path === dotted || (isList && fault.path.startsWith(`${dotted}.`))),
  );
}

/** Which layer a value is from; `null` where there is only one. */
export type Origin = 'own' | 'location' | 'tenant';
export function originOf({ edited, files, place }: Work, file: string, path: Path): Origin | null {
  if (place.scope === 'tenant') return null;
  const [below, now] = [edited.below, files].map((set) => valueAt(set, file, path));
  if (!isSame(below, now)) return 'own';
  return place.scope === 'terminal' && layerOf(edited.layers.slice(0, -1), file, path)?.scope === 'location'
    ? 'location'
    : 'tenant';
}

/** As the layers below have it again. */
export const asBelow = ({ edited }: Pick<Work, 'edited'>, file: string, path: Path): Edit =>
  setValue(file, path, valueAt(edited.below, file, path));

/** As a link does: it is a step to go back from. */
export function goTo(href: string): void {
  location.hash = href;
}
