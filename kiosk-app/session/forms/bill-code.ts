import { recogniseCode } from '../../../device-drivers/code-reader/contract-payload.ts';
import type { NoticeReason } from '../contract/notice.ts';

/** Every Kassenzeichen that a read code may mean, the likeliest first; or why it is no bill. */
export type BillInCode =
  | { readonly kind: 'bill'; readonly references: readonly [string, ...string[]] }
  | { readonly kind: 'no-bill'; readonly reason: NoticeReason };

export function billInCode(text: string): BillInCode {
  const payload = recogniseCode(text);
  switch (payload.kind) {
    case 'girocode':
    case 'bezahlcode':
    case 'bill': {
      const [first, ...others] = payload.references;
      return first === undefined
        ? { kind: 'no-bill', reason: 'code-without-reference' }
        : { kind: 'bill', references: [first, ...others] };
    }
    case 'web-address':
      return { kind: 'no-bill', reason: 'code-web-address' };
    case 'appointment':
      return { kind: 'no-bill', reason: 'code-appointment' };
    case 'unknown':
      return { kind: 'no-bill', reason: 'unknown-code' };
  }
}
