import { z } from 'zod';
import { sizes } from './sizes.ts';

export const UploadParams = z.object({ size: z.enum(sizes) });
