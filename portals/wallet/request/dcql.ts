import { claimsOf, PID_TYPE, type PidFormat } from '../attributes.ts';
import type { WalletAttribute, WalletRequest } from '../contract.ts';

/** Ids of the two alternatives, as the answer names them again. */
export const CREDENTIAL_ID: Readonly<Record<PidFormat, string>> = { 'dc+sd-jwt': 'pid_sd_jwt', mso_mdoc: 'pid_mdoc' };

/** Above this many optional attributes not every selection of them is offered: the request has to stay small. */
const EVERY_SELECTION = 3;

/**
 * The query (OpenID4VP 1.0, section 6): the PID in one of the kinds that may be asked for.
 *
 * A wallet that lacks one asked claim has, by section 6.4.1, nothing to present. So what may be missing is said by
 * `claim_sets`, the fullest first: optional attributes, and the street of an address (there are places without).
 */
export function dcqlQuery(request: WalletRequest, formats: readonly PidFormat[]) {
  return {
    credentials: formats.map((format) => credentialQuery(request, format)),
    credential_sets: [{ options: formats.map((format) => [CREDENTIAL_ID[format]]), required: true }],
  };
}

function credentialQuery({ required, optional }: WalletRequest, format: PidFormat) {
  const all = [...required, ...optional];
  const sets = selectionsOf(optional)
    .map((selection) => [...required, ...selection])
    .flatMap((attributes) => [
      attributes.flatMap((attribute) => claimIds(attribute, format)),
      ...(attributes.includes('Address')
        ? [attributes.flatMap((attribute) => claimIds(attribute, format)).filter((id) => !id.includes('street'))]
        : []),
    ])
    .filter((set) => set.length > 0);
  return {
    id: CREDENTIAL_ID[format],
    format,
    meta: format === 'mso_mdoc' ? { doctype_value: PID_TYPE.mso_mdoc } : { vct_values: [PID_TYPE['dc+sd-jwt']] },
    claims: all.flatMap((attribute) =>
      claimsOf(attribute, format).map((path) => ({
        id: path.at(-1),
        path,
        // The authority that receives the request keeps it.
        ...(format === 'mso_mdoc' ? { intent_to_retain: true } : {}),
      })),
    ),
    ...(sets.length > 1 ? { claim_sets: sets } : {}),
  };
}

const claimIds = (attribute: WalletAttribute, format: PidFormat): string[] =>
  claimsOf(attribute, format).map((path) => path.at(-1) ?? '');

/** All selections of few, the fullest first; of many only all, all but one, and none. */
function selectionsOf(attributes: readonly WalletAttribute[]): (readonly WalletAttribute[])[] {
  if (attributes.length > EVERY_SELECTION) {
    return [attributes, ...attributes.map((left) => attributes.filter((attribute) => attribute !== left)), []];
  }
  const selections: (readonly WalletAttribute[])[] = [[]];
  for (const attribute of attributes) selections.push(...selections.map((selection) => [...selection, attribute]));
  return selections.sort((a, b) => b.length - a.length);
}
