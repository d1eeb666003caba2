import { compareWithOracle } from './compare-with-oracle.ts';
import { DRAFTS, officialSuite, type OfficialSuite } from './official-suite.ts';
import type { Draft } from '../../generator/model/schema/index.ts';
import { printByJstt, printJsttAlone, printOurs, type PrintRoot } from './type-printers.ts';
import { runTypes, type TypesFigures } from './types-lane.ts';
import { runValidators } from './validators-lane.ts';
import { runZod } from './zod-lane.ts';

/** Printers over our model: both must be sound. */
const PRINTERS: Readonly<Record<string, PrintRoot>> = { 'our types': printOurs, 'our types, second printer': printByJstt };

/** `npm run test:conformance`: the required tests of the official JSON Schema suite. Prints the figures; exits 1 where something is wrong. */
async function main(): Promise<void> {
  const suite = officialSuite();
  const faults: string[] = [];
  for (const draft of DRAFTS) {
    faults.push(...(await checkValidators(suite, draft)));
    faults.push(...checkZod(suite, draft));
    faults.push(...(await checkTypes(suite, draft)));
  }
  for (const fault of faults) console.error(`wrong: ${fault}`);
  console.log(faults.length === 0 ? 'all as it must be' : `${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function checkValidators(suite: OfficialSuite, draft: Draft): Promise<string[]> {
  const { groups, tests, right, ajvRight, wrong, refused, refusedNeedlessly } = await runValidators(suite, draft);
  console.log(
    `draft ${draft}, validators: ${right} of ${tests} verdicts right, ${wrong.length} wrong, ${refused.length} of ${groups} schemas refused`,
  );
  console.log(`draft ${draft}, plain ajv: ${ajvRight} of ${tests} verdicts right, ${tests - ajvRight} wrong`);
  for (const line of refused) console.log(`  refused: ${line}`);
  return [...wrong.map((name) => `verdict of ${name}`), ...refusedNeedlessly.map((name) => `refused, though ajv gets it right: ${name}`)];
}

function checkZod(suite: OfficialSuite, draft: Draft): string[] {
  const { groups, taken, tests, right, wrong, refused } = runZod(suite, draft);
  console.log(
    `draft ${draft}, zod: ${taken} of ${groups} schemas taken, ${right} of their ${tests} verdicts right, ${refused.length} refused`,
  );
  for (const line of refused) console.log(`  refused: ${line}`);
  return wrong.map((name) => `zod's verdict of ${name}`);
}

async function checkTypes(suite: OfficialSuite, draft: Draft): Promise<string[]> {
  const faults: string[] = [];
  const theirs = await runTypes(
    suite,
    draft,
    printJsttAlone((uri) => suite.remotes.get(uri)),
  );
  console.log(`draft ${draft}, json-schema-to-typescript alone: ${summary(theirs)}`);
  for (const [name, print] of Object.entries(PRINTERS)) {
    const figures = await runTypes(suite, draft, print);
    const { schemas, ours, theirs: oracle, behind } = compareWithOracle(figures, theirs);
    console.log(`draft ${draft}, ${name}: ${summary(figures)}`);
    console.log(`  over the ${schemas} schemas where comparing is fair: ${ours} invalid caught, alone ${oracle}`);
    for (const group of behind) console.log(`  it catches more in ${group}`);
    faults.push(...[...figures.untyped, ...figures.rejected].map((line) => `${name}: ${line}`));
    if (ours < oracle) faults.push(`${name}, draft ${draft}: ${ours} invalid instances caught, json-schema-to-typescript alone ${oracle}`);
  }
  return faults;
}

function summary({ typed, groups, valid, rejected, invalid, caught }: TypesFigures): string {
  return `${typed} of ${groups} schemas have a Root, ${rejected.length} of ${valid} valid rejected, ${caught} of ${invalid} invalid caught`;
}

await main();
