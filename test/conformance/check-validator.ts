import { bundleValidator } from '../../generator/emit/validators/index.ts';
import { checkSchema, type SchemaBundle, type SchemaRoot } from '../../generator/model/schema/index.ts';
import { isActionsmithError } from '../../runtime/errors.ts';

type TwoEntries = (value: unknown, options?: { readonly first: boolean }) => boolean;

export type Verdict = (value: unknown) => boolean;

/** A validator, or the codes of the diagnostics by which the schema was refused. */
export type Made = { readonly verdict: Verdict } | { readonly refused: readonly string[] };

/** What `schema validator` does: check by the specification, compile, bundle, import. */
export async function makeValidator(bundle: SchemaBundle, root: SchemaRoot): Promise<Made> {
  const refused = refusals(bundle, root);
  if (refused.length > 0) return { refused };
  try {
    return { verdict: await importValidator(await bundleValidator(bundle, root)) };
  } catch (error) {
    if (!isActionsmithError(error)) throw error;
    return { refused: [error.code] };
  }
}

/** The codes of the errors that the check finds; warnings do not count. */
export function refusals(bundle: SchemaBundle, root: SchemaRoot): string[] {
  const problems = checkSchema(bundle, root, { strictness: 'specification' });
  return [...new Set(problems.filter(({ severity }) => severity !== 'warning').map(({ code }) => code))];
}

async function importValidator(code: string): Promise<Verdict> {
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as { default: TwoEntries };
  return (value) => {
    const all = module.default(value);
    if (module.default(value, { first: true }) !== all) throw new Error(`the two entries disagree over ${JSON.stringify(value)}`);
    return all;
  };
}
