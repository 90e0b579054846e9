import type { Tap } from '../../recording/tap.ts';
import type { Post } from './http.ts';

/** The page printer's line with a tap on it: each question is a connection of its own, answered or not. */
export const tappedPost =
  (post: Post, tap: Tap): Post =>
  async (target, parts, clock, within) => {
    const tapped = tap.connection();
    tapped.data('sent', Buffer.concat(parts));
    const reply = await post(target, parts, clock, within);
    if (reply.ok) tapped.data('received', reply.value);
    tapped.closed(reply.ok ? 'closed' : reply.error.reason);
    return reply;
  };
