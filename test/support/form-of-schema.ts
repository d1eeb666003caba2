import { formOf } from '../../generator/emit/ui-schema/emit-ui-schema.ts';
import type { FormItem } from '../../generator/emit/ui-schema/form-item.ts';
import type { ActionModel } from '../../generator/model/plugin-model.ts';
import { type JsonSchema, selfContain } from '../../generator/model/schema/index.ts';
import { bundleOf } from './schemas.ts';

/** The form of params with this schema. */
export function formOfSchema(
  schema: JsonSchema,
  uiSchema?: unknown,
): { readonly items: readonly FormItem[]; readonly omitted: Readonly<Record<string, string>> } {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const params = { schema: selfContain(bundle, root('root.json')) };
  return formOf({ key: 'train', params, uiSchema } as unknown as ActionModel);
}
