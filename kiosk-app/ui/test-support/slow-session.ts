import type { Server } from 'node:http';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Intent } from '../../session/contract/intents.ts';
import type { UiMessage } from '../../session/contract/messages.ts';
import type { ScreenNotice } from '../../session/contract/notice.ts';
import type { FormScreen } from '../../session/contract/screens/form.ts';
import type { Snapshot } from '../../session/contract/snapshot.ts';
import { FakeSession, snapshotOf } from './fake-session.ts';

/** A session with one form page, that answers only when it is told to: what is heard meanwhile waits in order. */
export class SlowSession extends FakeSession {
  readonly #values = new Map<string, string>();
  readonly #waiting: Intent[] = [];
  readonly #story: { readonly snapshot: Snapshot; readonly screen: FormScreen };
  readonly #page: Page;
  /** Frames of the connection that stands: as the browser counts them, and as they came here. */
  #sent = 0;
  #heard = 0;
  #notice: ScreenNotice | null = null;
  #refuses = 0;
  #seq = 0;

  constructor(server: Server, page: Page) {
    super(server);
    this.#page = page;
    page.on('websocket', (socket) => {
      this.#sent = 0;
      socket.on('framesent', () => {
        this.#sent += 1;
      });
    });
    const snapshot = snapshotOf('form-text');
    if (snapshot.screen.kind !== 'form') throw new Error('no story of a form');
    this.#story = { snapshot, screen: snapshot.screen };
  }

  value(field: string): string {
    return this.#values.get(field) ?? '';
  }

  /** Sets a value as a code reader does, and shows it. */
  put(field: string, value: string): void {
    this.#values.set(field, value);
    this.#show();
  }

  /** The next intent is refused, as one too many is. */
  refuseNext(): void {
    this.#refuses += 1;
  }

  /** Answers the next `count` intents, each by a snapshot of its own; resolves when the page has drawn the last one. */
  async answer(count: number): Promise<void> {
    await this.#listened();
    for (const intent of this.#waiting.splice(0, count)) {
      this.#take(intent);
      this.#show();
    }
    await expect.poll(() => this.#page.locator('#page-title').textContent()).toBe(this.#title());
  }

  /** What the page says because of an answer is answered, too. */
  async answerAll(): Promise<void> {
    do await this.answer(Number.POSITIVE_INFINITY);
    while ((await this.#listened()) > 0);
  }

  /** The connection ends; what had not been answered was never heard. */
  breakLink(): void {
    this.#waiting.length = 0;
    this.socket?.terminate();
  }

  protected override connected(): void {
    this.#heard = 0;
  }

  protected override hear(message: UiMessage): void {
    this.#heard += 1;
    if (message.type === 'hello' || message.type === 'resume') {
      this.welcome();
      this.#show();
    } else if (message.type === 'intent') {
      if (this.#refuses > 0) {
        this.#refuses -= 1;
        this.say({ type: 'refused', reason: 'too-many' });
      } else this.#waiting.push(message.intent);
    }
  }

  #take(intent: Intent): void {
    if (intent.name === 'edit-field') {
      this.#values.set(intent.field, intent.value);
      this.#notice = null;
    } else if (intent.name === 'continue') {
      const missing = this.#story.screen.fields.find(({ id }) => this.value(id) === '');
      this.#notice = missing ? { reason: 'incomplete', field: missing.id } : null;
    }
  }

  #show(): void {
    const { snapshot, screen } = this.#story;
    const fields = screen.fields.map((field) => ({ ...field, value: this.value(field.id) }));
    this.#seq += 1;
    const shown = {
      ...snapshot,
      seq: this.#seq,
      notice: this.#notice,
      screen: { ...screen, title: this.#title(), fields },
    };
    this.say({ type: 'snapshot', snapshot: shown });
  }

  #title = () => `Ihr Hund, Auskunft ${this.#seq}`;

  /** Everything the page has said so far has come. */
  async #listened(): Promise<number> {
    // Two frames: what an answer makes the page say, it has said by then.
    await this.#page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect.poll(() => this.#heard).toBe(this.#sent);
    return this.#waiting.length;
  }
}
