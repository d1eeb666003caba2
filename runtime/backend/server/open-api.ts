import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolkitRoot } from '../../discovery/toolkit-entries.ts';

/** What a route says of itself. Schemas by their names in the document. */
export interface RouteDoc {
  readonly summary: string;
  readonly body?: string;
  readonly answer?: string;
  /** Names of what its list can be filtered by. */
  readonly filters?: readonly string[];
}

interface Route {
  readonly method: string | string[];
  readonly url: string;
  readonly config?: { readonly doc?: RouteDoc; readonly isSigned?: boolean };
}

/** What the document says of the server as a whole. */
export interface AboutServer {
  readonly title: string;
  readonly description: string;
  /** Below schemas/: folders, and files with the name that their schema has in the document. */
  readonly schemas: readonly SchemaSource[];
}

export interface SchemaSource {
  readonly path: string;
  readonly name?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The routes as they are, with the schemas that check what they take: OpenAPI 3.1. */
export class OpenApiDocument {
  readonly #paths: Record<string, Record<string, Json>> = {};
  readonly #about: AboutServer;
  #json: Json | undefined;

  constructor(about: AboutServer) {
    this.#about = about;
  }

  /** HEAD is what GET is, without the body. */
  add({ method, url, config }: Route): void {
    for (const one of [method].flat()) {
      if (one === 'HEAD' || config?.doc === undefined) continue;
      (this.#paths[url.replaceAll(/:(\w+)/g, '{$1}')] ??= {})[one.toLowerCase()] = operation(url, config.doc, config.isSigned === true);
    }
  }

  toJson(): Json {
    return (this.#json ??= {
      openapi: '3.1.0',
      info: { title: this.#about.title, version: '1', description: this.#about.description },
      paths: this.#paths,
      components: {
        schemas: readSchemas(this.#about.schemas),
        securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Token <token>' } },
      },
    });
  }
}

function operation(url: string, { summary, body, answer, filters = [] }: RouteDoc, isSigned: boolean): Json {
  const inPath = [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const inQuery = filters.map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  return {
    summary,
    ...(inPath.length + inQuery.length > 0 && { parameters: [...inPath, ...inQuery] }),
    ...(body !== undefined && { requestBody: { required: true, content: content(body) } }),
    responses: {
      '2XX': { description: 'It was done.', ...(answer !== undefined && { content: content(answer) }) },
      '4XX': { description: 'It was refused.', content: content('problem') },
    },
    security: isSigned ? [] : [{ token: [] }],
  };
}

function content(schema: string): Json {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}

/** A reference inside of a schema leads to its place in the document. */
function readSchemas(sources: readonly SchemaSource[]): Json {
  const all = sources.flatMap(({ path, name }): [string, string][] => {
    const found = join(toolkitRoot(), 'schemas', path);
    if (name !== undefined) return [[name, found]];
    return readdirSync(found).map((file) => [file.replace('.schema.json', ''), join(found, file)]);
  });
  return Object.fromEntries(
    all.map(([name, path]) => {
      const text = readFileSync(path, 'utf8').replaceAll('"#/$defs/', `"#/components/schemas/${name}/$defs/`);
      const { $schema: _, $id: __, ...schema } = JSON.parse(text) as Record<string, unknown>;
      return [name, schema];
    }),
  );
}
