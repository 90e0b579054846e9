import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { UiMessage } from '../../session/contract/messages.ts';
import type { Snapshot } from '../../session/contract/snapshot.ts';
import { VIEW_PATH, VIEW_VERSION } from '../../session/contract/view-link.ts';
import { STORIES } from '../stories/stories.ts';

/** The snapshot of a story. @throws if there is no such story */
export function snapshotOf(name: string): Snapshot {
  const story = STORIES.find((candidate) => candidate.name === name);
  if (story === undefined) throw new Error(`no story ${name}`);
  return story.snapshot;
}

/** The session's end of the wire: checks every frame with the contract's own schema. What it answers, a subclass says. */
export abstract class FakeSession {
  /** The newest connection. */
  socket: WebSocket | null = null;
  readonly #server: WebSocketServer;

  constructor(server: Server) {
    this.#server = new WebSocketServer({ server, path: VIEW_PATH });
    this.#server.on('connection', (socket) => {
      this.socket = socket;
      this.connected();
      socket.on('message', (data) => this.hear(UiMessage.parse(JSON.parse(String(data)))));
    });
  }

  say(message: unknown): void {
    this.socket?.send(JSON.stringify(message));
  }

  welcome(): void {
    this.say({ type: 'welcome', version: VIEW_VERSION, resume: 'resume-key' });
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  protected abstract hear(message: UiMessage): void;

  protected connected(): void {}
}
