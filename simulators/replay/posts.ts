import type { HttpFailureReason, Post } from '../../device-drivers/page-printer/transport/http.ts';
import type { Recording } from '../../device-drivers/recording/format.ts';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok } from '../../foundation/result.ts';
import { ConnectionReplay, type ReplayEnd } from './connection.ts';

export interface ReplayedPosts {
  /** To hand to the driver instead of HTTP: each question is the next recorded one. */
  readonly post: Post;
  readonly connections: readonly Promise<ReplayEnd>[];
}

/** A page printer that answers as it did then, or failed to. */
export function replayPosts(recording: Recording, clock: Clock): ReplayedPosts {
  const connections: Promise<ReplayEnd>[] = [];
  const post: Post = (_target, parts) =>
    new Promise((resolve) => {
      const replay = new ConnectionReplay(recording, connections.length, clock, {
        send: (_direction, content) => resolve(ok(content)),
        close: (reason) => resolve(err({ reason: failureOf(reason), detail: reason })),
      });
      connections.push(replay.finished);
      replay.hear(Buffer.concat(parts));
    });
  return { post, connections };
}

const FAILURES: readonly HttpFailureReason[] = [
  'no-answer',
  'untrusted',
  'access-denied',
  'http-status',
  'not-ipp',
  'too-large',
];
const failureOf = (reason: string): HttpFailureReason => FAILURES.find((one) => one === reason) ?? 'unreachable';
