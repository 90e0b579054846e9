import type { DocumentKind } from './desk-state.ts';
import { letter } from './papers/letter.ts';
import { HEIGHT, vehicleRegistration, WIDTH } from './papers/vehicle-registration.ts';

/** A paper as it lies there; lengths in millimetres. */
export interface LaidPaper {
  readonly width: number;
  readonly height: number;
  /** Clockwise, as a person lays it down. */
  readonly degrees: number;
  /** Distance from the corner of the glass. */
  readonly left: number;
  readonly top: number;
  readonly svg: string;
}

export function paper(kind: DocumentKind): LaidPaper {
  switch (kind) {
    case 'vehicle-registration':
      return { width: WIDTH, height: HEIGHT, degrees: 1.4, left: 4, top: 6, svg: vehicleRegistration() };
    case 'letter':
      return { width: 210, height: 297, degrees: -0.9, left: 0, top: 0, svg: letter() };
    case 'blank':
      return {
        width: 210,
        height: 297,
        degrees: 0.6,
        left: 0,
        top: 0,
        svg: '<rect width="210" height="297" fill="#fdfdfb"/>',
      };
  }
}
