/** What Ray tells its own processes, and what opens the cluster to whoever has it. */
const OF_RAY = /^(?:RAY_|__RAY)/;

/**
 * Makes the process's environment the author's: the run's variables in, Ray's out (a token among them would give the plugin the cluster).
 * The cluster's address stays, for programs that the author starts to use Ray on purpose.
 */
export function ownEnvironment(env: NodeJS.ProcessEnv, ofRun: Readonly<Record<string, string>>): Record<string, string> {
  for (const name of Object.keys(env)) if (OF_RAY.test(name) && name !== 'RAY_ADDRESS') delete env[name];
  Object.assign(env, ofRun);
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'RAY_ADDRESS'),
  );
}
