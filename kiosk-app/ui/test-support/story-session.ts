import type { Intent } from '../../session/contract/intents.ts';
import type { UiMessage } from '../../session/contract/messages.ts';
import { FakeSession, snapshotOf } from './fake-session.ts';

/** Said by a field on its way, not by a person who wants to go on. */
const ASIDE: readonly Intent['name'][] = ['edit-field', 'leave-field'];

/**
 * A session that shows one story after another: each intent, whatever it says, brings the next one at once. Like the
 * real one it refuses an intent that was made on a page that is gone, and `cover` on what is covered changes nothing.
 */
export class StorySession extends FakeSession {
  /** In order; what fields say on their way is left out. */
  readonly intents: Intent[] = [];
  #stories: readonly string[] = [];
  #seq = 0;

  play(stories: readonly string[]): void {
    this.#stories = stories;
  }

  show(name: string): void {
    this.#seq += 1;
    this.say({ type: 'snapshot', snapshot: { ...snapshotOf(name), seq: this.#seq, screenId: this.#screenId } });
  }

  get #screenId(): string {
    return `shown-${this.#seq}`;
  }

  protected override hear(message: UiMessage): void {
    if (message.type === 'hello') {
      this.welcome();
      this.#next();
    } else if (
      message.type === 'intent' &&
      message.screenId === this.#screenId &&
      !ASIDE.includes(message.intent.name)
    ) {
      this.intents.push(message.intent);
      this.#next();
    }
  }

  #next(): void {
    const [name, ...rest] = this.#stories;
    this.#stories = rest;
    if (name !== undefined) this.show(name);
  }
}
