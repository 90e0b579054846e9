import type { Mask, Masks } from '../recording/mask.ts';
import { AttributeReader } from './codec/attributes.ts';
import { decodeMessage } from './codec/decode.ts';
import { encodeHead } from './codec/encode.ts';
import type { Value } from './codec/message.ts';
import { PRINTER_ATTRIBUTES } from './dialogue/printer-status.ts';
import { JOB_PREFIX } from './job/own-jobs.ts';

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
function ippMask(): Mask {
  let us: string | undefined;
  return {
    push(direction, content) {
      const read = decodeMessage(Buffer.from(content));
      if (!read.ok) return [{ size: content.length }];
      const message = read.value;
      if (direction === 'sent') us = new AttributeReader(message.groups).text('requesting-user-name');
      const kept = message.groups.map(({ tag, attributes }) => ({
        tag,
        attributes: attributes
          .filter(({ name }) => KEPT.has(name))
          .map(({ name, values }) => ({ name, values: values.map(masked(name, us)) })),
      }));
      const head = encodeHead({ ...message, groups: kept });
      const size = message.data.length;
      return size > 0 ? [head, { size }] : [head];
    },
    end: () => [],
  };
}

const masked =
  (name: string, us: string | undefined) =>
  (value: Value): Value => {
    if (!('text' in value)) return value;
    // Whoever replays has another address.
    if (name === 'printer-uri') return { ...value, text: value.text.replace(/\/\/[^/]*/, '//printer') };
    if (value.type === 'uri') return { ...value, text: value.text.replace(/\/\/[^/]*@/, '//') };
    const isOurs = name === 'job-name' ? value.text.startsWith(JOB_PREFIX) : value.text === us;
    const isOfSomebody = name === 'job-name' || name === 'job-originating-user-name';
    return isOfSomebody && !isOurs ? { ...value, text: value.text.replace(/[\p{L}\p{N}]/gu, 'x') } : value;
  };

export const masks = { ipp: ippMask } satisfies Masks;
