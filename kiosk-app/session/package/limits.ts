import { MAX_MESSAGE } from '../../../foundation/rpc/peer.ts';
import { limits } from '../../../portals/fit-connect/limits.ts';

/** Characters of a message for everything that is no scan: the document's text and fonts, data, metadata, keys. */
const REST = 2 * 1024 * 1024;

/**
 * Bytes of all scanned pages of one application. Each page is sent twice, in the document and as a file of its own;
 * Base64 makes four characters of three bytes, and the whole sealed submission is handed over in one message.
 */
export const EVIDENCE_BYTES = Math.min(Math.floor(((MAX_MESSAGE - REST) * 3) / 4 / 2), limits.attachmentBytes);
