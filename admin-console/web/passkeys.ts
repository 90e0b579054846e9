/** What the hub answers to the question for a challenge. */
export interface PasskeyQuestion {
  readonly challenge: string;
  readonly options: object;
}
export type PasskeyOutcome = { readonly credential: object } | 'not-supported' | 'cancelled' | 'known-already';

/** Browsers since 2024 or 2025 take and give JSON themselves (Web Authentication Level 3, section 5.1.8 to 5.1.10). */
const isSupported = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** Asks for any passkey of this hub. */
export const usePasskey = ({ options }: PasskeyQuestion): Promise<PasskeyOutcome> =>
  asked(() => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
    return navigator.credentials.get({ publicKey });
  });

export const makePasskey = ({ options }: PasskeyQuestion): Promise<PasskeyOutcome> =>
  asked(() => {
    const json = options as PublicKeyCredentialCreationOptionsJSON;
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) });
  });

async function asked(work: () => Promise<Credential | null>): Promise<PasskeyOutcome> {
  if (!isSupported()) return 'not-supported';
  try {
    const made = await work();
    return made ? { credential: (made as PublicKeyCredential).toJSON() } : 'cancelled';
  } catch (thrown) {
    // Browsers tell neither who cancelled nor why (the same, section 14.5.1), but for one that is known.
    return thrown instanceof DOMException && thrown.name === 'InvalidStateError' ? 'known-already' : 'cancelled';
  }
}
