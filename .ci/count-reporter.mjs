// The last line of a test run: how many passed, how many failed. A file that could not even be loaded counts as one failure.
// What failed is also left in a file, so that a run of many lanes can name it at its end.
import { mkdirSync, writeFileSync } from 'node:fs';

export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0;
    let skipped = 0;
    const failures = unhandledErrors.map((error) => `outside of a test: ${firstLine(error)}`);
    for (const module of modules) {
      failures.push(...module.errors().map((error) => `${module.relativeModuleId}: ${firstLine(error)}`));
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'failed') failures.push(`${module.relativeModuleId} > ${test.fullName}: ${firstLine(errors[0])}`);
        else skipped++;
      }
    }
    const failed = failures.length;
    mkdirSync('.actionsmith', { recursive: true });
    writeFileSync('.actionsmith/test-counts.json', JSON.stringify({ passed, failed, skipped, failures }));
    process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
}

const firstLine = (error) =>
  String(error?.message ?? error)
    .split('\n', 1)[0]
    .slice(0, 300);
