import { z } from 'zod';

export const helper = (text: string): string => text;

const Optimizer = z.union([z.object({ kind: z.literal('sgd'), momentum: z.number().default(0.9) }), z.object({ kind: z.literal('adam') })]);

export const TrainParams = z.object({
  name: z.string().trim(),
  code: z.string().regex(/^[a-z]+$/i),
  epochs: z.coerce.number(),
  started: z.date(),
  run_id: z.string().default(() => crypto.randomUUID()),
  size: z
    .object({ low: z.number(), high: z.number() })
    .refine(({ low, high }) => low <= high),
  optimizer: Optimizer,
  tags: z.array(z.string().transform((text) => text.length)),
});

export const Result = z.object({ loss: z.number() });
