const LONGEST = 200;

/**
 * The id of the job that resumes another one: `train-1f` is resumed by `train-1f.2`, that by `train-1f.3`. The same job is resumed once, however often it
 * is asked for: two that go on from the same steps would do the next ones twice.
 */
export function resumedId(id: string): string {
  const [, stem = id, count = '1'] = /^(.*)\.(\d{1,6})$/.exec(id) ?? [];
  const suffix = `.${Number(count) + 1}`;
  return `${stem.slice(0, LONGEST - suffix.length)}${suffix}`;
}
