// Leaves a module's imports of its neighbours as they are, with the ending that they have once they are built.
export const modulesPlugin = {
  name: 'modules',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
  },
};
