import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Intent } from '../../session/contract/intents.ts';
import { UiMessage, VIEW_PATH } from '../../session/contract/messages.ts';
import { STORIES } from '../stories/stories.ts';

/** Said by a field on its way, not by a person who wants to go on. */
const ASIDE: readonly Intent['name'][] = ['edit-field', 'leave-field'];

/**
 * A session that shows one story after another: each intent, whatever it says, brings the next one at once. Like the
 * real one it refuses an intent that was made on a page that is gone, and `cover` on what is covered changes nothing.
 */
export class StorySession {
  /** In order; what fields say on their way is left out. */
  readonly intents: Intent[] = [];
  readonly #server: WebSocketServer;
  #stories: readonly string[] = [];
  #socket: WebSocket | null = null;
  #seq = 0;

  constructor(server: Server) {
    this.#server = new WebSocketServer({ server, path: VIEW_PATH });
    this.#server.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data) => this.#hear(UiMessage.parse(JSON.parse(String(data)))));
    });
  }

  play(stories: readonly string[]): void {
    this.#stories = stories;
  }

  show(name: string): void {
    const story = STORIES.find((candidate) => candidate.name === name);
    if (story === undefined) throw new Error(`no story ${name}`);
    this.#seq += 1;
    this.#say({ type: 'snapshot', snapshot: { ...story.snapshot, seq: this.#seq, screenId: this.#screenId } });
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  get #screenId(): string {
    return `shown-${this.#seq}`;
  }

  #hear(message: UiMessage): void {
    if (message.type === 'hello') {
      this.#say({ type: 'welcome', version: 1, resume: 'resume-key' });
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

  #say(message: unknown): void {
    this.#socket?.send(JSON.stringify(message));
  }
}
