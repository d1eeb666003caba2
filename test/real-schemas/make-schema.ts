import { openSchema } from '../../generator/cli/schema/open-schema.ts';
import { makeTypes, makeValidators, type ModuleSource } from '../../generator/cli/schema/make-module.ts';
import { shownPlace } from '../../generator/cli/schema/split-place.ts';
import { bundleValidator } from '../../generator/emit/validators/index.ts';
import { locate, type RealSchema } from './real-schema.ts';

/** What the `schema` commands make of a real schema, and how long that takes. */
export interface Made {
  readonly types: string;
  /** A module of validators, as `schema build` writes it. */
  readonly module: string;
  /** The bytes of what `schema validator` prints. */
  readonly validatorBytes: number;
  readonly accepts: (value: unknown) => boolean;
  /** The codes of what was only a warning. */
  readonly warnings: readonly string[];
  readonly ms: Readonly<Record<'check' | 'types' | 'validator' | 'module', number>>;
  /** The processor's time for all but the module: what is left of the time on a machine that others use too. */
  readonly cpuMs: number;
}

/** Types, a validator, a module of validators. Throws where one of them cannot be made: that is what the lane is looking for. */
export async function makeSchema(real: RealSchema): Promise<Made> {
  const ms = { check: 0, types: 0, validator: 0, module: 0 };
  const measured = async <T>(part: keyof typeof ms, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const made = await work();
    ms[part] = Math.round(performance.now() - start);
    return made;
  };
  const before = process.cpuUsage();
  const { schema, diagnostics } = await measured('check', () => open(real));
  const codes = (severity: string): string[] => [
    ...new Set(diagnostics.filter((one) => one.severity === severity).map(({ code }) => code)),
  ];
  if (schema === undefined)
    throw new Error(`refused: ${codes('error').join(', ')}: ${diagnostics.find(({ severity }) => severity === 'error')?.message}`);
  const source: ModuleSource = { ...schema, file: shownPlace(locate(real.schema)) };
  const types = await measured('types', () => makeTypes(source, 'Root', true));
  const validator = await measured('validator', () => bundleValidator(source.bundle, source.root));
  const { user, system } = process.cpuUsage(before);
  const module = await measured('module', () => makeValidators(source, 'Root', 'actionsmith/codegen/v1', './types.js'));
  return {
    types,
    module,
    validatorBytes: validator.length,
    accepts: await load(validator),
    warnings: codes('warning'),
    ms,
    cpuMs: Math.round((user + system) / 1000),
  };
}

function open({ schema, draft, root, map = {} }: RealSchema): ReturnType<typeof openSchema> {
  return openSchema(locate(schema), {
    ...(draft === undefined ? {} : { draft }),
    ...(root === undefined ? {} : { root: locate(root) }),
    map: Object.entries(map).map(([prefix, folder]) => ({ prefix, folder: locate(folder) })),
  });
}

async function load(code: string): Promise<(value: unknown) => boolean> {
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as {
    default: (value: unknown) => boolean;
  };
  return module.default;
}
