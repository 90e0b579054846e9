import type { Content } from '../recording/format.ts';
import { eachPiece, type Mask, type Masks } from '../recording/mask.ts';
import { SdkCommand } from './codec/commands.ts';
import { decodeMessage } from './codec/decode.ts';

/**
 * SDK messages by their own schemas: fields nobody declared are dropped, of unknown messages only the name is left.
 * Secrets become zeros of the same length; addresses lose what follows their path (it identifies the citizen's
 * session); the portal's note on the transaction loses its text.
 */
const eidMask = (): Mask =>
  eachPiece((content, direction) => {
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
    return direction === 'sent' ? maskCommand(text) : maskMessage(text);
  });

function maskCommand(text: string): Content {
  const command = SdkCommand.safeParse(parsed(text)).data;
  if (!command) return { size: text.length };
  if (command.cmd === 'RUN_AUTH') return JSON.stringify({ ...command, tcTokenURL: maskUrl(command.tcTokenURL) });
  if ('value' in command && command.value !== undefined) {
    return JSON.stringify({ ...command, value: '0'.repeat(command.value.length) });
  }
  return JSON.stringify(command);
}

function maskMessage(text: string): Content {
  const decoded = decodeMessage(text);
  if (!decoded.ok) {
    const name = /"msg"\s*:\s*"([A-Z_]{1,40})"/.exec(text)?.[1];
    return name === undefined ? { size: Math.max(1, text.length) } : JSON.stringify({ msg: name });
  }
  const message = decoded.value;
  if (message.msg === 'AUTH' && message.url !== undefined) {
    return JSON.stringify({ ...message, url: maskUrl(message.url) });
  }
  if (message.msg === 'ACCESS_RIGHTS' && message.transactionInfo !== undefined) {
    return JSON.stringify({ ...message, transactionInfo: message.transactionInfo.replace(/[\p{L}\p{N}]/gu, 'x') });
  }
  return JSON.stringify(message);
}

function maskUrl(url: string): string {
  const read = URL.parse(url);
  return read ? `${read.origin}${read.pathname}${read.search === '' ? '' : '?masked'}` : 'masked';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const masks = { 'ausweisapp-sdk': eidMask } satisfies Masks;
