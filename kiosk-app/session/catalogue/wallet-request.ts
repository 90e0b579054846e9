import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { WalletAttribute, WalletRegistration, WalletRequest } from '../../../portals/wallet/contract.ts';

/**
 * What a wallet is asked for a service; `null` where it cannot be asked: the service identifies nobody, or needs
 * something that the registration does not allow (or no wallet holds).
 */
export function walletRequest(
  { identification }: ServiceDefinition,
  registration: WalletRegistration,
): WalletRequest | null {
  if (identification.kind !== 'eid') return null;
  const allowed = new Set<string>(registration.mayAsk);
  const isAllowed = (attribute: string): attribute is WalletAttribute => allowed.has(attribute);
  const required = identification.required.filter(isAllowed);
  if (required.length < identification.required.length) return null;
  return { required, optional: identification.optional.filter(isAllowed) };
}
