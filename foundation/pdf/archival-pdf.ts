import PDFDocument from 'pdfkit';

export interface ArchivalOptions {
  /**
   * `2a`: tagged, and PDF/UA-1 (ISO 14289-1) as well · `2b`: what looks the same in fifty years, for scanned pages,
   * which have no text that tags could hold.
   */
  readonly conformance: '2a' | '2b';
  /** IETF tag. */
  readonly language: string;
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
}

/**
 * A PDF 1.7 for archives: PDF/A-2 (ISO 19005-2) with an sRGB output intent and its metadata as XMP, not encrypted,
 * without transparency. Fonts are embedded by whoever uses them. Built in memory.
 */
export class ArchivalPdf extends PDFDocument {
  readonly #isTagged: boolean;

  constructor({ conformance, language, title, author, createdAt }: ArchivalOptions) {
    const isTagged = conformance === '2a';
    super({
      size: 'A4',
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      subset: `PDF/A-${conformance}`,
      tagged: isTagged,
      lang: language,
      displayTitle: true,
      info: { Title: title, Author: author, CreationDate: createdAt },
    });
    this.#isTagged = isTagged;
  }

  /** Called by the library once the document's properties are written: from here on they are only copied into XMP. */
  override endMetadata(): void {
    const { info } = this;
    // The library puts them into XML as they are.
    for (const name of ['Title', 'Author'] as const) info[name] = escapeXml(info[name] ?? '');
    if (this.#isTagged) this.appendXML(UNIVERSAL_ACCESS);
    super.endMetadata();
  }

  /** The whole file; nothing can be added any more. */
  finished(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const done = new Promise<Uint8Array>((resolve, reject) => {
      this.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      this.on('end', () => resolve(Buffer.concat(chunks)));
      this.on('error', reject);
    });
    this.end();
    return done;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char);

/**
 * The mark of PDF/UA-1, and the description of its schema, without which PDF/A takes no mark that is not its own
 * (ISO 19005-2, 6.6.2.3.3).
 */
const UNIVERSAL_ACCESS = `
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about=""
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas>
      <rdf:Bag>
        <rdf:li rdf:parseType="Resource">
          <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
          <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
          <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
          <pdfaSchema:property>
            <rdf:Seq>
              <rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>part</pdfaProperty:name>
                <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                <pdfaProperty:category>internal</pdfaProperty:category>
                <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
              </rdf:li>
            </rdf:Seq>
          </pdfaSchema:property>
        </rdf:li>
      </rdf:Bag>
    </pdfaExtension:schemas>
  </rdf:Description>`;
