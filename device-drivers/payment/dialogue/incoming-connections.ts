import type { Log } from '../../../foundation/log.ts';
import type { Charset } from '../codec/index.ts';
import type { CallbackPort } from '../transport/callback-port.ts';
import type { ByteChannel } from '../transport/channel.ts';
import type { ApduLink } from '../transport/link.ts';
import { NOT_ZVT, Peer } from './peer-check.ts';
import { Unasked, type UnsolicitedDesk } from './unsolicited.ts';

/** Our own port, on which the device may call us; `not-zvt`: the last call came from its address and carried no ZVT. */
export type CallersState = 'listening' | 'port-unusable' | typeof NOT_ZVT;

export interface CallersOptions {
  readonly listen: (onConnection: (channel: ByteChannel) => void) => CallbackPort;
  readonly makeLink: (channel: ByteChannel) => ApduLink;
  readonly log: Log;
  readonly charset: Charset;
  readonly desk: UnsolicitedDesk;
  /** Called when the device has closed its connection again. While it is open the device would refuse our registration. */
  readonly onCalled: () => void;
}

/** Connections that the device opens to us. Messages on them are handled like those on our own connection. */
export class Callers {
  readonly #options: CallersOptions;
  readonly #callback: CallbackPort;
  #isOther = false;

  constructor(options: CallersOptions) {
    this.#options = options;
    this.#callback = options.listen((channel) => this.#hear(channel));
  }

  state(): CallersState {
    if (this.#callback.hindrance() !== null) return 'port-unusable';
    return this.#isOther ? NOT_ZVT : 'listening';
  }

  close(): Promise<void> {
    return this.#callback.close();
  }

  #hear(channel: ByteChannel): void {
    const { makeLink, log, charset, desk, onCalled } = this.#options;
    const link = makeLink(channel);
    const unasked = new Unasked({ link, log, desk, charset: () => charset });
    const peer = new Peer();
    link.onApdu((apdu) => (peer.hear(apdu) ? unasked.take(apdu) : link.close()));
    link.onClosed(() => {
      this.#isOther = peer.speaksSomethingElse(link);
      if (this.#isOther) log.event('error', 'payment.callback.not-zvt');
      else onCalled();
    });
  }
}
