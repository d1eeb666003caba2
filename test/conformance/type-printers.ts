import { printTypes } from '../../generator/emit/types/index.ts';
import type { SchemaBundle, SchemaRoot } from '../../generator/model/schema/index.ts';
import { modelTypes } from '../../generator/model/types/index.ts';

/** The text of types with a `Root`. */
export type PrintRoot = (bundle: SchemaBundle, root: SchemaRoot) => Promise<string>;

/** Our model, our printer. */
export const printOurs: PrintRoot = async (bundle, root) => printTypes(modelTypes(bundle, [{ name: 'Root', root, direction: 'input' }]));
