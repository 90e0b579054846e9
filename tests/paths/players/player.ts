import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { FakeWallet } from '../../../kiosk-app/session/test-support/fake-wallet.ts';
import type { Harness } from '../../../kiosk-app/session/test-support/harness.ts';
import type { Path, Way } from '../path.ts';

/** One walk on a session of its own. */
export interface Walk {
  readonly h: Harness;
  readonly wallet: FakeWallet | null;
  readonly service: ServiceDefinition;
  readonly path: Path;
  /** Once in a walk: true the first time that it is asked for by this name. */
  once(what: string): boolean;
}

/** What the citizen, the devices and the portals do in one step. */
export interface Player {
  /** Before the visit begins. */
  readonly before?: (walk: Walk, way: Way) => void;
  /** One act on the screen that stands there. */
  readonly act: (walk: Walk, way: Way) => Promise<unknown> | unknown;
}
