import { array, constantFrom, nat, record, sample } from 'fast-check';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { generateOnce } from '../../../generator/cli/generate-once.ts';
import { fixPlugin } from '../../../generator/fix/fix-plugin.ts';
import { generate } from '../../../generator/pipeline.ts';
import { replaceTexts } from '../../../generator/reconcile/replace-texts.ts';
import { editContract, EDITS, newContract, printContract } from '../../support/edited-contract.ts';
import { isOnlyInserted } from '../../support/is-only-inserted.ts';
import { makeFolder, writeIn } from '../../support/make-plugin.ts';

/** `npm run test:long` goes through 500. */
const SEQUENCES = Number(process.env.EDIT_SEQUENCES ?? 4);
const SEED = Number(process.env.SEED ?? 1);

const edit = record({
  kind: constantFrom(...EDITS, 'edit mine', 'edit theirs', 'fix', 'flip zod', 'flip ending'),
  at: nat(20),
  to: nat(20),
});

beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(() => true);
});

/** Path → text below a folder; nothing where it is not there. */
function readTree(root: string, folder: string): Record<string, string> {
  if (!existsSync(join(root, folder))) return {};
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted();
  const files = paths.map((path) => `${folder}/${path}`).filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The same contract and the same files of the author, and nothing that a generation left. */
async function generateClean(root: string, zod: boolean): Promise<Record<string, string>> {
  const folder = makeFolder();
  cpSync(root, folder, { recursive: true, filter: (path) => !/\/(?:generated|\.actionsmith)$/.test(path) });
  const { ok } = await generate({ plugin: folder, zod });
  expect(ok).toBe(true);
  const tree = { ...readTree(folder, 'generated'), ...readTree(folder, 'src') };
  rmSync(folder, { recursive: true });
  return tree;
}

async function fix(root: string, zod: boolean): Promise<void> {
  const { files } = await generate({ plugin: root, zod });
  const { patches } = await fixPlugin(root, new Map([...files].filter(([path]) => path.startsWith('src/'))));
  for (const { before, after } of patches) expect(isOnlyInserted(before, after)).toBe(true);
  await replaceTexts(patches, root);
}

test('after any edits an incremental generation is a clean one, and only what was asked for touches the author’s files', async () => {
  const sequences = sample(array(edit, { minLength: 4, maxLength: 8 }), { numRuns: SEQUENCES, seed: SEED });
  for (const edits of sequences) {
    const root = makeFolder();
    const contract = newContract();
    let [zod, ending] = [false, false];
    let mine: Record<string, string> = {};
    for (const { kind, at, to } of [{ kind: 'describe' as const, at: 0, to: 0 }, ...edits]) {
      const [own, owned] = [Object.keys(mine), Object.keys(readTree(root, 'generated')).filter((path) => path.endsWith('.ts'))];
      if (kind === 'edit mine') appendFileSync(join(root, own[at % own.length]!), '// mine\r\n');
      else if (kind === 'edit theirs') appendFileSync(join(root, owned[at % owned.length]!), '// edited\n');
      else if (kind === 'fix') await fix(root, zod);
      else if (kind === 'flip zod') zod = !zod;
      else if (kind === 'flip ending') ending = !ending;
      else editContract(contract, { kind, at, to });
      for (const [path, text] of Object.entries(printContract(contract)))
        if (!existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text) writeIn(root, path, text);
      writeIn(root, 'tsconfig.json', JSON.stringify({ compilerOptions: { rewriteRelativeImportExtensions: ending } }));
      const before = readTree(root, 'src');
      expect((await generateOnce(root, { zod, quiet: true })).exitCode).toBe(0);
      mine = readTree(root, 'src');
      expect(Object.fromEntries(Object.keys(before).map((path) => [path, mine[path]]))).toEqual(before);
      expect({ ...readTree(root, 'generated'), ...mine }).toEqual(await generateClean(root, zod));
    }
  }
});
