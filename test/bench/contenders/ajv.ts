import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../train-params.schema.json' with { type: 'json' };
import type { Contender } from '../contender.ts';

// It writes defaults into the value itself; the others make a new one.
const validate = new Ajv2020({ allErrors: true, useDefaults: true }).compile(schema);

export const contender: Contender = { check: (value) => validate(value) };
