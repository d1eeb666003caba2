import { z } from 'zod';

export const TrainParams = z.object({ epochs: z.int() });

if (process.env['REGION'] === undefined) throw new Error('REGION is not set');
