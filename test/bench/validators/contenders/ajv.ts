import { Ajv2020 } from 'ajv/dist/2020.js';
import { cloneJson } from '../../../../runtime/validation/clone-json.ts';
import schema from '../train-params.schema.json' with { type: 'json' };
import type { Contender } from '../contender.ts';

// It writes defaults into the value itself. The others make a new one, so it is given a copy, by the same function that ours uses.
const all = new Ajv2020({ allErrors: true, useDefaults: true }).compile(schema);
const first = new Ajv2020({ useDefaults: true }).compile(schema);

export const contender: Contender = { all: (value) => all(cloneJson(value)), first: (value) => first(cloneJson(value)) };
