import { autologsOf } from '../autolog/index.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import type { ScriptReporter } from './script-reporter.ts';

export interface PythonRunOptions {
  /** Of the command line: `sys.argv[1:]`. */
  readonly args?: readonly (string | number)[];
  /** `actionsmith.params` of the script; plain JSON. Default: the params of the action. */
  readonly params?: unknown;
  /** Where the script stands. Default: where you stand. */
  readonly cwd?: string;
  /** Added to the environment of the run; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends the script, beside the end of the run or of the step. */
  readonly signal?: AbortSignal;
  /** The interpreter. Default: ACTIONSMITH_PYTHON, the virtual environment that is active, `.venv` of the plugin, python3. */
  readonly python?: string;
}

/** Python inside an action: `this.python`, or `context.python` in a step. */
export class Python {
  readonly #ctx: RuntimeContext;
  readonly #reporter: ScriptReporter;
  readonly #params: unknown;

  constructor(ctx: RuntimeContext, reporter: ScriptReporter = ctx, params: unknown = {}) {
    this.#ctx = ctx;
    this.#reporter = reporter;
    this.#params = params;
  }

  /**
   * Runs a script, given from the plugin's folder, and gives what it set as its result (`actionsmith.set_result`; null without). What it reports is
   * reported by the action, what it prints is printed. Throws ExecutionError with its traceback, and the reason of the signal that ended it; no
   * process of the script is left by then. On a cluster it travels as one of the `assets`.
   */
  async run<R = unknown>(script: string | URL, options: PythonRunOptions = {}): Promise<R> {
    const { runScript } = await import('./run-script.ts');
    const { params = this.#params } = options;
    return (await runScript(script, {
      ...options,
      params,
      ctx: this.#ctx,
      reporter: this.#reporter,
      autologs: autologsOf(this.#ctx),
    })) as R;
  }
}
