import type {
  BundleName,
  BundleOffer,
  ConfigurationState,
  SigningKeyChange,
} from '../../../fleet-link/configuration.ts';

/** The hub's key for bundles; see link/configuration-key.ts. */
export interface BundleSigner {
  /** Ed25519 over a statement, base64. */
  sign(statement: string): string;
  readonly firstKey: string;
  readonly keyChanges: readonly SigningKeyChange[];
}

/** What terminals ask. Each is told of its own version only: the id is that of its certificate. */
export interface Bundles {
  /** Keeps what the terminal says of itself. @returns what it should run; `null`: nothing was released for it */
  told(terminalId: string, state: ConfigurationState): Promise<BundleName | null>;
  /** Refuses with `superseded`. */
  offer(terminalId: string, version: number): Promise<BundleOffer>;
  /** Refuses with `superseded` for a payload that is not this terminal's. */
  chunk(terminalId: string, digest: string, offset: number): Promise<Uint8Array>;
  /** Tenants for whose terminals something else may be in force since the last call. */
  changedTenants(): Promise<readonly string[]>;
  tenantOf(terminalId: string): Promise<string | undefined>;
}
