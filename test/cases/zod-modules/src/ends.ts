import { z } from 'zod';

export const ExportParams = z.object({ name: z.string() });

process.stdout.write('{"exports":{"ExportParams":{"kind":"schema","schema":true,"losses":[]}}}');
process.exit(0);
