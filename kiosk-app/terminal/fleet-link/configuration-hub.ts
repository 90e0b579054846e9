import { type Clock, delay } from '../../../foundation/clock.ts';
import type { ConfigurationHub } from '../configuration/bundles/configuration-keeper.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { HubPeer } from './converse.ts';

/** The hub's side of configuration over one link. */
export const configurationHub = (
  hub: HubPeer,
  { caPem, clock, delays }: { readonly caPem: string; readonly clock: Clock; readonly delays: TerminalDelays },
): ConfigurationHub => ({
  caPem,
  tell: (state) => hub.call('configuration.state', state),
  offer: (version) => hub.call('configuration.offer', { version }),
  async chunk(digest, offset) {
    // The hub ends a link that says more than its share.
    await delay(clock, delays.configurationChunkEvery);
    const { bytes } = await hub.call('configuration.chunk', { digest, offset });
    return Buffer.from(bytes, 'base64');
  },
});
