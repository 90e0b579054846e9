import { decodeMessage } from '../../page-printer/codec/decode.ts';
import { encodeHead } from '../../page-printer/codec/encode.ts';
import type { Attribute, Message, Value } from '../../page-printer/codec/message.ts';
import { PRINTER_ATTRIBUTES } from '../../page-printer/printer-status.ts';
import { JOB_PREFIX } from '../../page-printer/spool.ts';
import type { Content } from '../format.ts';
import { eachPiece, type Mask } from './mask.ts';

/** What the driver says and asks for (RFC 8011 sections 3 and 5). Everything else is left out of the message. */
const KEPT = new Set<string>([
  ...PRINTER_ATTRIBUTES,
  'attributes-charset',
  'attributes-natural-language',
  'printer-uri',
  'requesting-user-name',
  'requested-attributes',
  'which-jobs',
  'my-jobs',
  'purge-job',
  'document-format',
  'last-document',
  'copies',
  'media',
  'sides',
  'job-retain-until',
  'job-id',
  'job-uri',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'job-originating-user-name',
]);

/**
 * Of a document only its size is kept. A printer may tell the jobs of others, who are people: their names, and what they
 * called their documents, are blanked.
 */
export function ippMask(): Mask {
  const us = new Set<string>();
  return eachMessage((message, direction) => {
    if (direction === 'sent') {
      for (const text of textsOf(message, 'requesting-user-name')) us.add(text);
    }
    const attributes = (all: readonly Attribute[]) =>
      all.filter(({ name }) => KEPT.has(name)).map((one) => ({ ...one, values: one.values.map(masked(one.name, us)) }));
    return {
      ...message,
      groups: message.groups.map(({ tag, attributes: all }) => ({ tag, attributes: attributes(all) })),
    };
  });
}

function eachMessage(mask: (message: Message, direction: string) => Message): Mask {
  const pieces = eachPiece((content) => ({ size: content.length }));
  return {
    push(direction, content) {
      const message = decodeMessage(Buffer.from(content));
      if (!message.ok) return pieces.push(direction, content);
      const size = message.value.data.length;
      const head: Content = encodeHead(mask(message.value, direction));
      return size > 0 ? [head, { size }] : [head];
    },
    end: pieces.end,
  };
}

const masked =
  (name: string, us: ReadonlySet<string>) =>
  (value: Value): Value => {
    if (!('text' in value)) return value;
    // Whoever replays has another address.
    if (name === 'printer-uri') return { ...value, text: value.text.replace(/\/\/[^/]*/, '//printer') };
    if (value.type === 'uri') return { ...value, text: value.text.replace(/\/\/[^/]*@/, '//') };
    const isOurs = name === 'job-name' ? value.text.startsWith(JOB_PREFIX) : us.has(value.text);
    const isOfSomebody = name === 'job-name' || name === 'job-originating-user-name';
    return isOfSomebody && !isOurs ? { ...value, text: value.text.replace(/[\p{L}\p{N}]/gu, 'x') } : value;
  };

const textsOf = ({ groups }: Message, name: string): readonly string[] =>
  groups
    .flatMap(({ attributes }) => attributes.filter((one) => one.name === name))
    .flatMap(({ values }) => values.flatMap((value) => ('text' in value ? [value.text] : [])));
