import type { ScanFault, ScanProgress } from '../../../../device-drivers/scanner/contract.ts';
import type { PictureRef } from '../picture.ts';
import type { PhoneView } from './phone.ts';

export interface EvidenceScreen {
  readonly kind: 'evidence';
  readonly item: {
    readonly id: string;
    readonly title: string;
    readonly hint: string;
    readonly required: boolean;
    readonly maxPages: number;
  };
  readonly index: number;
  readonly count: number;
  readonly source: 'flatbed' | 'feeder';
  readonly pages: readonly {
    readonly id: string;
    readonly preview: PictureRef;
    readonly width: number;
    readonly height: number;
    readonly blank: boolean;
    readonly from: 'scanner' | 'phone';
  }[];
  /** Ways that are open now. */
  readonly ways: readonly ('scan' | 'phone')[];
  readonly phone: PhoneView;
  readonly scan:
    | { readonly state: 'idle' }
    | ({ readonly state: 'running' } & Pick<ScanProgress, 'phase' | 'percent'>)
    | { readonly state: 'fault'; readonly reason: ScanFault };
  /** A page that looks blank and about which the person has not decided yet: nothing else goes on before. */
  readonly asked: string | null;
  readonly complete: boolean;
}
