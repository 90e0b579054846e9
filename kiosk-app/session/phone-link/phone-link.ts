import { randomBytes } from 'node:crypto';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { Turns } from '../../../foundation/turns.ts';
import type { LinkBoxEvent, LinkRelayClient, RelayLink } from '../../../portals/phone-relay/contract.ts';
import { LIMITS } from '../../../portals/phone-relay/limits.ts';
import { fromBase64url } from '../../../portals/phone-relay/link/base64url.ts';
import { linkFragment } from '../../../portals/phone-relay/link/link-address.ts';
import { deriveLinkKeys, type LinkKeys, makeOwnKey, type OwnKey } from '../../../portals/phone-relay/link/link-keys.ts';
import { LINK_LIMITS } from '../../../portals/phone-relay/link/link-limits.ts';
import {
  decodeMessage,
  encodeMessage,
  type FileRefusal,
  type PhoneTask,
  type SessionSays,
} from '../../../portals/phone-relay/link/link-messages.ts';
import { openPart, sealPart } from '../../../portals/phone-relay/link/sealed-part.ts';
import type { PhoneFailure, PhoneView } from '../contract/screens/phone.ts';
import { delays } from '../delays.ts';
import type { NotGiven, PhoneLinkPort, TakeAlongFile } from './contract.ts';
import { HeardFromPhone } from './heard.ts';
import { IncomingFile } from './incoming-file.ts';

/** The session, as the telephone sees it: a second view of the same visit. */
export interface PhoneHost {
  /** What the telephone is there for now, in the language of the visit. */
  task(): { readonly task: PhoneTask; readonly language: string };
  changed(view: PhoneView): void;
  /** A file is complete. @returns the page that it has become, or why it is not taken */
  take(file: Uint8Array): Promise<Result<string, FileRefusal>>;
  remove(page: string): void;
  move(page: string, to: number): void;
  /** Somebody is busy with the telephone: nobody is idle. */
  activity(): void;
}

interface PhoneLinkOptions {
  /** Loaded when the first code is wanted. */
  readonly relay: () => Promise<LinkRelayClient>;
  readonly host: PhoneHost;
  readonly clock: Clock;
  readonly log: Log;
}

/** One link, from its code to its end. */
interface Running {
  readonly link: RelayLink;
  readonly own: OwnKey;
  readonly secret: string;
  readonly timer: Timer;
  readonly turns: Turns;
  keys: LinkKeys | null;
  sent: number;
  /** Number of the last part from the telephone. */
  heard: number;
  isConfirmed: boolean;
  /** Another telephone wanted to join. */
  second: boolean;
  told: string;
  incoming: IncomingFile | null;
}

/** The link of a visit to one telephone of the citizen. Keys are made for each code and never leave this process. */
export class PhoneLink implements PhoneLinkPort {
  readonly #options: PhoneLinkOptions;
  readonly #given = new Map<string, { readonly file: TakeAlongFile; readonly done: (isThere: boolean) => void }>();
  #view: PhoneView = { kind: 'off' };
  #running: Running | null = null;
  /** Rises with each code, so that what belongs to an earlier one comes to nothing. */
  #turn = 0;

  constructor(options: PhoneLinkOptions) {
    this.#options = options;
  }

  view(): PhoneView {
    return this.#view;
  }

  connect(): void {
    if (this.#view.kind !== 'off' && this.#view.kind !== 'failed') return;
    void this.#open(++this.#turn);
  }

  confirm(isSame: boolean): void {
    const now = this.#running;
    if (!now || this.#view.kind !== 'checking') return;
    if (!isSame) {
      this.#fail('other-phone');
      return;
    }
    now.isConfirmed = true;
    this.#show({ kind: 'linked', second: now.second, receiving: null, refused: null });
    this.tellTask();
  }

  disconnect(): void {
    this.#end();
    this.#show({ kind: 'off' });
  }

  async give(file: TakeAlongFile): Promise<Result<null, NotGiven>> {
    const now = this.#running;
    if (!now?.isConfirmed) return err('not-linked');
    const id = randomBytes(8).toString('base64url');
    const there = Promise.withResolvers<boolean>();
    this.#given.set(id, { file, done: there.resolve });
    this.#sendFile(now, id, file);
    const timer = this.#options.clock.setTimeout(() => {
      there.resolve(false);
      // A telephone that is silent for so long is gone: the next attempt begins with a new code.
      if (this.#running === now) this.#fail('lost');
    }, delays.takeAlong);
    const isThere = await there.promise;
    this.#options.clock.clearTimeout(timer);
    this.#given.delete(id);
    return isThere ? ok(null) : err('lost');
  }

  /** The visit has moved on, or the telephone has to know anew. */
  tellTask(): void {
    const now = this.#running;
    if (!now?.keys) return;
    const { task, language } = this.#options.host.task();
    const message: SessionSays = {
      say: 'task',
      task: now.isConfirmed ? task : { kind: 'checking' },
      language,
      second: now.second,
    };
    const told = JSON.stringify(message);
    if (told === now.told) return;
    now.told = told;
    this.#send(now, message);
  }

  async #open(turn: number): Promise<void> {
    const { clock, log } = this.#options;
    this.#show({ kind: 'opening' });
    const [relay, own] = await Promise.all([this.#options.relay(), makeOwnKey()]);
    const id = randomBytes(32).toString('base64url');
    const secret = randomBytes(16).toString('base64url');
    const opened = await relay.openLink({
      id,
      ownerToken: randomBytes(32).toString('base64url'),
      lifetimeSeconds: LIMITS.longestLifetimeSeconds,
      content: { kind: 'link', publicKey: own.publicKey },
    });
    if (turn !== this.#turn || this.#view.kind !== 'opening') {
      if (opened.ok) void opened.value.close();
      return;
    }
    log.event('info', 'phone-link.open', { reason: code(opened.ok ? 'ok' : opened.error) });
    if (!opened.ok) return this.#fail('relay-unreachable');
    const now: Running = {
      link: opened.value,
      own,
      secret,
      timer: clock.setTimeout(() => this.#view.kind === 'code' && this.#fail('not-joined'), delays.phoneJoins),
      turns: new Turns(),
      keys: null,
      sent: 0,
      heard: 0,
      isConfirmed: false,
      second: false,
      told: '',
      incoming: null,
    };
    this.#running = now;
    const text = `${relay.pageUrl}${linkFragment({ id, secret })}`;
    this.#show({ kind: 'code', text, validUntil: clock.now() + delays.phoneJoins });
    await this.#listen(now);
  }

  async #listen(now: Running): Promise<void> {
    const endsAt = this.#options.clock.monotonic() + LIMITS.longestLifetimeSeconds * 1_000;
    while (this.#running === now) {
      const event = await now.link.next();
      if (this.#running !== now) return;
      if (!event.ok) return this.#fail(this.#options.clock.monotonic() >= endsAt ? 'over' : 'lost');
      await this.#hear(now, event.value);
    }
  }

  async #hear(now: Running, event: LinkBoxEvent): Promise<void> {
    switch (event.kind) {
      case 'joined': {
        const { own, secret } = now;
        now.keys = await deriveLinkKeys({ own, theirs: event.publicKey, side: 'session', secret });
        if (!now.keys) return this.#fail('lost');
        this.#show({ kind: 'checking', number: now.keys.number, second: now.second });
        return this.tellTask();
      }
      case 'second-phone':
        now.second = true;
        if (this.#view.kind === 'checking' || this.#view.kind === 'linked') this.#show({ ...this.#view, second: true });
        return this.tellTask();
      case 'part': {
        // The relay chooses what it hands on; a part that the telephone sent twice is dropped there and in `OpenBox`.
        if (event.part !== ++now.heard) return this.#fail('lost');
        const sealed = fromBase64url(event.data);
        const clear = sealed && now.keys && (await openPart(now.keys.toSession, event.part, sealed));
        const message = clear && decodeMessage(clear);
        const heard = HeardFromPhone.safeParse(message?.json);
        if (!message || !heard.success) return this.#fail('lost');
        return this.#handle(now, heard.data, message.bytes);
      }
    }
  }

  async #handle(now: Running, heard: HeardFromPhone, bytes: Uint8Array): Promise<void> {
    const { host } = this.#options;
    // Whoever photographed the code from afar is nobody who uses the terminal.
    if (now.isConfirmed) host.activity();
    if (heard.say === 'bye') return this.#fail('left');
    if (heard.say === 'hello') {
      now.told = '';
      now.incoming = null;
      this.tellTask();
      for (const [id, { file }] of this.#given) this.#sendFile(now, id, file);
    }
    if (!now.isConfirmed) return;
    switch (heard.say) {
      case 'begin':
        now.incoming = IncomingFile.isTooLarge(heard.size) ? null : new IncomingFile(heard.id, heard.size);
        if (!now.incoming) this.#judged(now, heard.id, err('too-large'));
        return;
      case 'chunk': {
        if (now.incoming?.id !== heard.id) return;
        const whole = now.incoming.add(bytes);
        if (whole === null) return this.#showLinked({ receiving: now.incoming.percent });
        now.incoming = null;
        this.#judged(now, heard.id, whole === 'too-much' ? err('too-large') : await host.take(whole));
        return;
      }
      case 'drop':
        now.incoming = null;
        return this.#showLinked({ receiving: null });
      case 'delete':
        return host.remove(heard.page);
      case 'move':
        return host.move(heard.page, heard.to);
      case 'have':
        return this.#given.get(heard.id)?.done(true);
    }
  }

  #judged(now: Running, id: string, taken: Result<string, FileRefusal>): void {
    this.#options.log.event('info', 'phone-link.file', { reason: code(taken.ok ? 'taken' : taken.error) });
    this.#showLinked({ receiving: null, refused: taken.ok ? null : taken.error });
    this.#send(now, taken.ok ? { say: 'taken', id, page: taken.value } : { say: 'refused', id, reason: taken.error });
  }

  #sendFile(now: Running, id: string, { name, type, title, bytes }: TakeAlongFile): void {
    const content = bytes.reveal();
    this.#send(now, { say: 'file', id, name, type, title, size: content.length });
    for (let at = 0; at < content.length; at += LINK_LIMITS.chunkBytes)
      this.#send(now, { say: 'chunk', id }, content.subarray(at, at + LINK_LIMITS.chunkBytes));
  }

  /** One part after another; a link that is over takes none. */
  #send(now: Running, message: SessionSays, bytes?: Uint8Array): void {
    void now.turns.take(async () => {
      if (this.#running !== now || !now.keys) return;
      const part = ++now.sent;
      const sent = await now.link.send(part, await sealPart(now.keys.toPhone, part, encodeMessage(message, bytes)));
      if (!sent.ok && this.#running === now) this.#fail('lost');
    });
  }

  #showLinked(change: Partial<Extract<PhoneView, { kind: 'linked' }>>): void {
    if (this.#view.kind === 'linked') this.#show({ ...this.#view, ...change });
  }

  #show(view: PhoneView): void {
    this.#view = view;
    this.#options.host.changed(view);
  }

  #fail(reason: PhoneFailure): void {
    this.#options.log.event('info', 'phone-link.over', { reason: code(reason) });
    this.#end();
    this.#show({ kind: 'failed', reason });
  }

  /** The relay is told to forget the box, which is what the telephone's page hears. */
  #end(): void {
    const now = this.#running;
    this.#running = null;
    this.#turn++;
    if (!now) return;
    this.#options.clock.clearTimeout(now.timer);
    void now.link.close();
    for (const { done } of this.#given.values()) done(false);
  }
}
