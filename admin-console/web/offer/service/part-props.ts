import type { FieldFile } from '../../../../config/schema/service-file.ts';
import type { Work } from '../work.ts';

/** What each part of the form of a service is given. */
export interface PartProps {
  readonly work: Work;
  /** Of the service. */
  readonly id: string;
  readonly file: string;
}

/** What each part of the form of a field is given. */
export interface FieldPartProps {
  readonly work: Work;
  /** Of the service. */
  readonly id: string;
  readonly page: number;
  readonly at: number;
  readonly field: FieldFile;
}
