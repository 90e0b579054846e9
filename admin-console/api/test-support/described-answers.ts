import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { Bug } from '../../../foundation/errors.ts';
import type { openApiOf } from '../openapi.ts';

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

/** Holds answers against the OpenAPI document, as a client does that was made from it. */
export class DescribedAnswers {
  readonly #paths: readonly (readonly [RegExp, Readonly<Record<string, Operation>>])[];
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #validators = new Map<object, ValidateFunction>();

  constructor(document: ReturnType<typeof openApiOf>) {
    this.#paths = Object.entries(document.paths).map(([path, operations]) => [
      new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      operations as Record<string, Operation>,
    ]);
  }

  /** @throws Bug if the document does not describe this answer */
  check(method: string, url: string, status: number, body: unknown): void {
    const [path = ''] = url.split('?');
    // An address without placeholders goes before one with them.
    const found = this.#paths.filter(
      ([pattern, operations]) => pattern.test(path) && method.toLowerCase() in operations,
    );
    const responses = found[0]?.[1][method.toLowerCase()]?.responses;
    const response = responses?.[status] ?? responses?.default;
    if (response && !response.content && body === '') return;
    const content = response?.content;
    const described = content && Object.values(content)[0]?.schema;
    if (!described) throw new Bug(`not described: ${method} ${path} ${status}`);
    const validate = this.#validators.get(described) ?? this.#ajv.compile(described);
    this.#validators.set(described, validate);
    if (!validate(body)) throw new Bug(`${method} ${path} ${status}: ${this.#ajv.errorsText(validate.errors)}`);
  }
}
