import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type FilterKind = 'passes' | 'fails';

const SCRIPTS: Readonly<Record<FilterKind, string>> = {
  passes: '#!/bin/sh\nexec cat "$6"\n',
  fails: '#!/bin/sh\necho "ERROR: no luck" >&2\nexit 1\n',
};

/**
 * A printer driver for a CUPS queue whose one filter passes a PDF on or fails, as a converter does that does not
 * understand the document.
 * @param root directory of the test's own scheduler
 * @returns path of the PPD file
 */
export async function writeFilterDriver(root: string, kind: FilterKind): Promise<string> {
  // CUPS runs no filter that somebody else could have written.
  const directory = join(root, 'filters');
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o755);
  const filter = join(directory, kind);
  await writeFile(filter, SCRIPTS[kind]);
  await chmod(filter, 0o755);
  const ppd = join(root, `${kind}.ppd`);
  await writeFile(ppd, ppdWith(filter));
  return ppd;
}

const ppdWith = (filter: string) => `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsFilter2: "application/pdf application/pdf 0 ${filter}"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "18 18 577.28 823.89"
*DefaultPaperDimension: A4
*PaperDimension A4: "595.2756 841.8898"
`;
