import { Command } from 'commander';

export interface ServeDefaults {
  readonly port: string;
  readonly data: string;
  /** The variable with the token where no option gives one. */
  readonly tokenVariable: string;
}

/** `serve`: what is in a folder over HTTP, until a signal. */
export function serveCommand(description: string, { port, data, tokenVariable }: ServeDefaults): Command {
  return new Command('serve')
    .description(description)
    .option('--port <number>', 'where it listens; 0 is one that is free', port)
    .option('--host <address>', 'the address that it listens on', '127.0.0.1')
    .option('--data <folder>', 'the folder with all it holds', data)
    .option('--token <token>', `what clients must send; default: ${tokenVariable}`)
    .option('--token-file <file>', 'tokens, one a line')
    .option('--json', 'say in JSON where it listens, and what went wrong');
}
