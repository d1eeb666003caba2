import { z } from 'zod';
import type { Contender } from '../contender.ts';

const TrainParams = z.strictObject({
  dataset: z.int().min(1),
  name: z.string().min(1).max(80),
  epochs: z.int().min(1).max(1000).default(10),
  learning_rate: z.number().gt(0).max(1).default(0.001),
  augmentations: z
    .array(z.enum(['flip', 'rotate', 'crop', 'blur']))
    .max(4)
    .optional(),
  splits: z.strictObject({ train: z.number(), validation: z.number() }),
  layers: z.array(z.strictObject({ width: z.int().min(1), activation: z.enum(['relu', 'tanh']) })),
  tags: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/u)).optional(),
});

export const contender: Contender = { all: (value) => TrainParams.safeParse(value).success };
