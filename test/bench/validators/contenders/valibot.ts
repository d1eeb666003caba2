import * as v from 'valibot';
import type { Contender } from '../contender.ts';

const TrainParams = v.strictObject({
  dataset: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  epochs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 10),
  learning_rate: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.001),
  augmentations: v.optional(v.pipe(v.array(v.picklist(['flip', 'rotate', 'crop', 'blur'])), v.maxLength(4))),
  splits: v.strictObject({ train: v.number(), validation: v.number() }),
  layers: v.array(v.strictObject({ width: v.pipe(v.number(), v.integer(), v.minValue(1)), activation: v.picklist(['relu', 'tanh']) })),
  tags: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/u)))),
});

export const contender: Contender = {
  all: (value) => v.safeParse(TrainParams, value).success,
  first: (value) => v.safeParse(TrainParams, value, { abortEarly: true }).success,
};
