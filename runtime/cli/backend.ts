import { Command } from 'commander';
import type { ServeCommandOptions } from './backend/serve-backend.ts';
import { orFail } from './or-fail.ts';
import { serveCommand } from './serve-command.ts';

const SERVE_HELP = `
Whoever is on this machine may use a server without a token; on any other address it needs one. Others can see what you give as --token in the list of
processes: a file or the environment hides it. In a token file, a line is a token for all tenants, or a tenant and its token: acme 0f3c…

What it serves is in the folder: backend.db and blobs. Runs that have no server use .actionsmith/backend of their plugin; --data may name that.

Examples:
  $ actionsmith backend serve --port 8700 --data .actionsmith/backend
  $ actionsmith backend serve --port 8700 --data /srv/backend --host 0.0.0.0 --token-file /run/secrets/backend
  $ ACTIONSMITH_BACKEND_URL=http://127.0.0.1:8700 actionsmith run train`;

/** `actionsmith backend …`: the server that holds datasets, models, jobs and tasks. */
export function backendCommand(): Command {
  return new Command('backend')
    .description('Serve what holds datasets, models, jobs and tasks.')
    .enablePositionalOptions()
    .addHelpText('after', '\nExample:\n  $ actionsmith backend serve --port 8700 --data .actionsmith/backend')
    .addCommand(serve());
}

function serve(): Command {
  return serveCommand('Serve the backend of a folder over HTTP until Ctrl-C or SIGTERM.', {
    port: '8700',
    data: '.actionsmith/backend',
    tokenVariable: 'ACTIONSMITH_BACKEND_TOKEN',
  })
    .option('--public-url <url>', 'how others reach it, where something stands in front of it')
    .addHelpText('after', SERVE_HELP)
    .action((options: ServeCommandOptions) =>
      orFail(options, async () => {
        const { serveBackend } = await import('./backend/serve-backend.ts');
        await serveBackend(options);
      }),
    );
}
