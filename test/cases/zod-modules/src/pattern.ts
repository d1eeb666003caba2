import { z } from 'zod';

export const ConvertParams = z.object({
  source: z.string().meta({ 'x-note': 'free' }),
  target: z.string().meta({ minLenght: 3 }),
});
