/** Where the files of a model are on this machine. */
export interface ModelFiles {
  /** The folder. Others may use it too: read it, and write elsewhere. */
  readonly path: string;
  /** The one file, where there is no other. */
  readonly filePath?: string;
}
