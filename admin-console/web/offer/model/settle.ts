import type { ServiceFile } from '../../../../config/schema/service-file.ts';
import { isMadeFromForm, submissionSchema } from '../../../../config/schema/submission-schema.ts';
import { isSame, type JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import { type FileSet, setValue } from './files.ts';
import { SOURCE, wordsFor } from './texts.ts';

const SCHEMAS = 'submission-schemas/';

/**
 * What follows by itself from an edit: a service that differs from what was released has the next version, and where its
 * submission schema was made from its form, that is made anew. A service without a schema gets one so.
 * @param released what terminals have
 */
export function settled(released: FileSet, before: FileSet, now: FileSet): FileSet {
  let next = now;
  for (const [file, content] of Object.entries(now)) {
    if (!file.startsWith('services/') || content === before[file]) continue;
    const version = versionFor(released[file], content);
    if (content.version !== version) next = setValue(file, ['version'], version)(next);
    next = withSchema(next, next[file] as unknown as ServiceFile);
  }
  return next;
}

function versionFor(released: JsonObject | undefined, { version: _now, ...content }: JsonObject): number {
  if (!released || typeof released.version !== 'number') return 1;
  const { version, ...before } = released;
  return isSame(before, content) ? (version as number) : (version as number) + 1;
}

function withSchema(files: FileSet, service: ServiceFile): FileSet {
  if (!('dataSchema' in service.route)) return files;
  const path = `${SCHEMAS}${service.route.dataSchema}`;
  const schema = files[path];
  if (schema && !isMadeFromForm(schema)) return files;
  const made = submissionSchema(service, wordsFor(files, service.title, SOURCE)) as JsonObject;
  return schema && isSame(schema, made) ? files : setValue(path, [], made)(files);
}

export type SchemaState = 'fits' | 'may-not-fit' | 'new-to-authority';

/**
 * What the authority has to be asked: whether a schema that somebody has written still fits a service that sends
 * something else than what was released, or whether it knows the schema that was made of the form.
 */
export function schemaState(released: FileSet, now: FileSet, file: string): SchemaState {
  const [service, before] = [now, released].map((files) => files[file] as unknown as ServiceFile | undefined);
  if (!service || !('dataSchema' in service.route)) return 'fits';
  const path = `${SCHEMAS}${service.route.dataSchema}`;
  if (isMadeFromForm(now[path])) return now[path]?.$id === released[path]?.$id ? 'fits' : 'new-to-authority';
  if (!before) return 'new-to-authority';
  return isSame(sent(service), sent(before)) ? 'fits' : 'may-not-fit';
}

const sent = (service: ServiceFile) => (submissionSchema(service, '') as JsonObject).$id;

/** The schema made from the form from now on, in place of one that somebody has written. */
export function makeSchemaFromForm(files: FileSet, file: string): FileSet {
  const service = files[file] as unknown as ServiceFile;
  if (!('dataSchema' in service.route)) return files;
  const made = submissionSchema(service, wordsFor(files, service.title, SOURCE)) as JsonObject;
  return setValue(`${SCHEMAS}${service.route.dataSchema}`, [], made)(files);
}
