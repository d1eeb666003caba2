import type { ActionModel, PluginModel } from '../model/plugin-model.ts';
import { modelTypes } from '../model/types/index.ts';
import { docComment, identifier } from './code.ts';
import { ownedHeader } from './header.ts';
import { typeRoots } from './type-roots.ts';
import { printTypesJstt } from './types-jstt/index.ts';
import { printTypes } from './types/print-types.ts';

/** generated/<action>/types.ts: what goes in, what comes out, and what passes between steps. */
export async function emitTypes(action: ActionModel, plugin: PluginModel): Promise<string> {
  const definitions = modelTypes(plugin.bundle, typeRoots(action));
  const print = plugin.typesPrinter === 'actionsmith' ? printTypes : printTypesJstt;
  return [ownedHeader(), await print(definitions), ...missingTypes(action)].join('\n\n');
}

/** An action without a schema for params or result still has the types that everything else names. */
function missingTypes({ stem, params, result }: ActionModel): string[] {
  const open = '{ readonly [name: string]: unknown }';
  return [
    ...(params
      ? []
      : [
          `${docComment(['The contract gives no schema for the params: anything goes.'])}\nexport type ${identifier(`${stem}Params`)} = ${open};`,
        ]),
    ...(params ? [] : [`export type ${identifier(`${stem}ParamsInput`)} = ${identifier(`${stem}Params`)};`]),
    ...(result
      ? []
      : [
          `${docComment(['The contract gives no schema for the result: it is passed on as it is.'])}\nexport type ${identifier(`${stem}Result`)} = unknown;`,
        ]),
  ];
}
