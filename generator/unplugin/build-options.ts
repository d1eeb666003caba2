/** What a bundler's configuration says about generation. */
export interface BuildOptions {
  /** The folder with config.yaml; default: the folder of the build. In a monorepo, one plugin of the bundler each. */
  readonly root?: string;
  /** Where the generated files go; default: `generated` in that folder. */
  readonly out?: string;
  /** True: zod schemas beside the validators. Default: false. */
  readonly zod?: boolean;
  /** True: write nothing, and fail the build when a file is not current. For CI. Default: false. */
  readonly check?: boolean;
}
