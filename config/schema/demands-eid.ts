interface Identified {
  readonly identification:
    | { readonly kind: 'none' }
    | { readonly kind: 'eid'; readonly withoutEid?: 'refuse' | 'type' | undefined };
}

/** As people like: identified by card or wallet, or name and address typed, for which nobody vouches then. */
export const mayBeTyped = ({ identification }: Identified): boolean =>
  identification.kind === 'eid' && identification.withoutEid === 'type';

/** Nobody gets through it without card or wallet. */
export const demandsEid = (service: Identified): boolean =>
  service.identification.kind === 'eid' && !mayBeTyped(service);

interface Offered extends Identified {
  readonly route: { readonly kind: string };
  readonly insteadOfEid?: string | undefined;
}

/** Nobody gets through it without an eID, whoever asks for it: the service itself, or the web site that it opens. */
export const endsWithoutEid = (service: Offered): boolean =>
  demandsEid(service) || (service.route.kind === 'web' && service.insteadOfEid !== undefined);
