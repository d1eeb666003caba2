import type { PythonPackages } from '../python-packages.ts';
import type { ZipEntries } from './zip-files.ts';

/** What a bundle says about itself, in a file inside. */
export interface BundleManifest {
  readonly format: 1;
  readonly plugin: string;
  readonly action: string;
  readonly contractHash: string;
  /** What has to be installed where it runs. */
  readonly python?: PythonPackages;
  /** Files that may be executed: programs that packages bring along. */
  readonly executables?: readonly string[];
}

export const BUNDLE_MANIFEST = 'bundle.json';

/** One action as it travels. */
export interface Bundle {
  readonly manifest: BundleManifest;
  /** The manifest among them. */
  readonly files: ZipEntries;
}
