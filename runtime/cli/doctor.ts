import { Command } from 'commander';
import type { DoctorOptions } from './doctor/diagnose.ts';
import { orFail } from './or-fail.ts';

/** `actionsmith doctor`: what is wrong here and on the cluster, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Look for what keeps actions from running here and on a Ray cluster; each finding comes with its fix.')
    .option('--address <url>', "the URL of the cluster's dashboard", 'auto')
    .option('--plugin <folder>', "the plugin's folder, or its code", '.')
    .option('--json', 'print one line of JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is in the way, 1 something is.\n\nExample:\n  $ actionsmith doctor --address http://127.0.0.1:8265',
    )
    .action(async (options: DoctorOptions) => {
      const { diagnose } = await import('./doctor/diagnose.ts');
      await orFail(options, () => diagnose(options));
    });
}
