import type { ClaimedNotice } from '../domain/alerting/notice-store.ts';

/**
 * Sends one message to one channel; resolves once the other side has it. Throws `Refusal`, or what the network throws.
 * @param signal aborts the attempt
 */
export type Send = (notice: ClaimedNotice, signal: AbortSignal) => Promise<void>;
