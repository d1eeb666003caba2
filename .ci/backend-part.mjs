/** How the module is made through which a job reports to a backend: one file with all that it needs, the HTTP library too. */
export function backendPartOptions(root) {
  return wholeFile(root, 'runtime/ray/worker/backend-part.ts', 'backend-part.mjs');
}

/** How the program is made that runs a pipeline on a cluster. What it never comes to there is left out. */
export function pipelineDriverOptions(root) {
  return { ...wholeFile(root, 'runtime/pipelines/ray/driver/main.ts', 'pipeline-driver.mjs'), external: ['esbuild'] };
}

function wholeFile(root, entry, outfile) {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
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
