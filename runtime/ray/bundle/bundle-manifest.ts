/** What a bundle says about itself, in a file inside. */
export interface BundleManifest {
  readonly format: 1;
  readonly plugin: string;
  readonly action: string;
  readonly contractHash: string;
}

export const BUNDLE_MANIFEST = 'bundle.json';
