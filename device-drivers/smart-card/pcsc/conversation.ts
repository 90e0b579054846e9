import { err, ok, type Result } from '../../../foundation/result.ts';
import type { CardFault, CardPresence, Transmit } from '../contract.ts';
import type { SmartCardDelays } from '../delays.ts';
import { PcscConnection, type PcscDaemon } from './connection.ts';
import * as m from './messages.ts';
import { faultOf } from './return-values.ts';

export interface ConversationOptions extends PcscDaemon {
  readonly delays: SmartCardDelays;
  readonly abort: AbortSignal | undefined;
}

/**
 * Opens the card shared, takes a transaction so that nobody's commands come in between, talks, and leaves it powered
 * and as it was. A connection of its own: when it closes, however it comes, the daemon frees the card.
 */
export async function converse<T>(
  card: CardPresence,
  talk: (transmit: Transmit) => Promise<Result<T, CardFault>>,
  options: ConversationOptions,
): Promise<Result<T, CardFault>> {
  const { delays, abort } = options;
  const opened = await PcscConnection.open(options, delays.answerWithin, abort);
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    return await withCard(connection, card, talk, delays);
  } finally {
    connection.close();
  }
}

async function withCard<T>(
  connection: PcscConnection,
  { reader }: CardPresence,
  talk: (transmit: Transmit) => Promise<Result<T, CardFault>>,
  { answerWithin, cardWithin }: SmartCardDelays,
): Promise<Result<T, CardFault>> {
  const ask = async (request: Uint8Array, length: number, within: number) => {
    const answer = await connection.ask(request, length, within);
    if (!answer.ok) return answer;
    const fault = faultOf(m.returnValue(answer.value));
    return fault === null ? answer : err(fault);
  };

  const context = await ask(m.establishRequest(), m.LENGTH.establishContext, answerWithin);
  if (!context.ok) return context;
  const connected = await ask(m.connectRequest(m.contextOf(context.value), reader), m.LENGTH.connect, cardWithin);
  // The daemon lets a new client wait as long as another one's transaction lasts.
  if (!connected.ok && connected.error === 'no-answer') return err('in-use-elsewhere');
  if (!connected.ok) return connected;
  const handle = m.handleOf(connected.value);
  const begun = await ask(m.beginRequest(handle.card), m.LENGTH.beginTransaction, answerWithin);
  if (!begun.ok) return begun;

  const said = await talk(async (command) => {
    const answer = await ask(m.transmitRequest(handle.card, handle.protocol, command), m.LENGTH.transmit, cardWithin);
    if (!answer.ok) return answer;
    const length = m.receivedLength(answer.value);
    if (length > m.MAX_ANSWER) {
      connection.fail('protocol-violation');
      return err('protocol-violation');
    }
    // Without a status word there was no answer: so some readers report a card taken away in the middle.
    if (length < 2) return err('card-failed');
    return connection.read(length, answerWithin);
  });
  await ask(m.endRequest(handle.card), m.LENGTH.endTransaction, answerWithin);
  await ask(m.disconnectRequest(handle.card), m.LENGTH.disconnect, answerWithin);
  return said.ok ? ok(said.value) : said;
}
