import { z } from 'zod';
import { checkInferenceParams } from '../generated/inference/validators.ts';

export const InferenceParams = z.object({ check: z.literal(typeof checkInferenceParams) });
