import { Result } from '../../zod-losses/src/params.ts';

export const DatasetParams = Result.partial();
