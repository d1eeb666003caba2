/** How the module is made through which a job reports to a backend: one file with all that it needs, the HTTP library too. */
export function backendPartOptions(root) {
  return {
    absWorkingDir: root,
    entryPoints: ['runtime/ray/worker/backend-part.ts'],
    outfile: 'backend-part.mjs',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    // packages in CommonJS ask for `require`, which an ES module does not have
    banner: { js: "import{createRequire as __actionsmithRequire}from'node:module';const require=__actionsmithRequire(import.meta.url);" },
  };
}
