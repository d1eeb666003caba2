import type { RealSchema } from '../real-schema.ts';
import { apis } from './apis.ts';
import { buildTools } from './build-tools.ts';
import { ci } from './ci.ts';
import { clouds } from './clouds.ts';
import { data } from './data.ts';
import { descriptions } from './descriptions.ts';

/** All of them. */
export const realSchemas: readonly RealSchema[] = [...ci, ...buildTools, ...descriptions, ...data, ...apis, ...clouds];
