/** Values that every contender must accept, each another one: 64 of them. */
export const valid: readonly unknown[] = Array.from({ length: 64 }, (_, at) => ({
  dataset: at + 1,
  name: `run ${at}`,
  epochs: (at % 50) + 1,
  learning_rate: 0.001 * (at + 1),
  augmentations: ['flip', 'rotate'].slice(0, at % 3),
  splits: { train: 0.8, validation: 0.2 },
  layers: Array.from({ length: (at % 6) + 1 }, (_none, layer) => ({ width: 16 * (layer + 1), activation: layer % 2 ? 'relu' : 'tanh' })),
  tags: ['fruit', `v-${at}`],
}));

/** Values that every contender must refuse: one fault each, of the kinds that people make. */
export const invalid: readonly unknown[] = valid.map((value, at) => {
  const wrong = structuredClone(value) as Record<string, unknown>;
  const faults: readonly (() => unknown)[] = [
    () => (wrong['epochs'] = 0),
    () => (wrong['augmentations'] = ['flip', 'rotat']),
    () => delete wrong['name'],
    () => (wrong['learning_rat'] = 0.1),
    () => (wrong['splits'] = { train: 0.8 }),
    () => (wrong['layers'] = [{ width: '64', activation: 'relu' }]),
    () => (wrong['tags'] = ['Fruit!']),
    () => (wrong['dataset'] = 1.5),
  ];
  faults[at % faults.length]!();
  return wrong;
});
