import type { z } from 'zod';
import type { Loss } from './zod-answer.ts';

type Def = Readonly<Record<string, unknown>>;
type Lost = Omit<Loss, 'path'>;

/** The checks of one zod schema that JSON Schema has no words for. */
export function checkLosses(schema: z.core.$ZodType): Lost[] {
  const def = schema._zod.def as unknown as Def & { readonly checks?: readonly { readonly _zod: { readonly def: Def } }[] };
  const own = schema._zod.traits.has('$ZodCheck') ? [def] : []; // z.email() is type and check in one
  const checks = [...own, ...(def.checks ?? []).map((check) => check._zod.def)];
  return checks.flatMap((check) => lossOf(check) ?? []);
}

function lossOf(def: Def): Lost | undefined {
  switch (def['check']) {
    case 'greater_than':
    case 'less_than':
    case 'multiple_of':
      return Number.isFinite(def['value']) ? undefined : lost('a bound that is no JSON number');
    case 'min_length':
    case 'max_length':
    case 'length_equals':
    case 'number_format':
      return undefined;
    case 'string_format':
      return formatLoss(def);
    case 'overwrite':
      return { what: 'a change of the value (trim, toLowerCase …)', kind: 'change' };
    case 'custom':
      return lost('a refinement');
    default:
      return lost(`a check that is not known here (${String(def['check'])})`);
  }
}

function formatLoss(def: Def): Lost | undefined {
  const { pattern } = def;
  if (pattern instanceof RegExp) {
    const flags = pattern.flags.replace(/[dguv]/g, '');
    return flags === '' ? undefined : lost(`a pattern with the flag ${flags}`);
  }
  if (def['format'] !== 'url') return lost(`the format ${String(def['format'])}`);
  if (def['normalize'] === true) return { what: 'a change of the value (normalize)', kind: 'change' };
  return def['hostname'] === undefined && def['protocol'] === undefined ? undefined : lost('a url with a certain host or protocol');
}

function lost(what: string): Lost {
  return { what, kind: 'check' };
}
