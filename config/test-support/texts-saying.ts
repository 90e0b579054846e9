import { sampleFiles } from '../sample-files.ts';

/** The sample's German texts with another place, as a change of the sample's files. */
export function textsSaying(location: string): Record<string, string> {
  const texts = JSON.parse(sampleFiles()['texts/de.json'] ?? '{}');
  return { 'texts/de.json': JSON.stringify({ ...texts, 'site.location': location }) };
}
