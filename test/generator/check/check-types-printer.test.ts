import { expect, test } from 'vitest';
import type { PluginConfig } from '../../../generated/plugin-config/types.ts';
import { CheckContext, Spot } from '../../../generator/check/check-context.ts';
import { checkTypesPrinter } from '../../../generator/check/check-types-printer.ts';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.ts';
import { readContract } from '../../../generator/read/read-contract.ts';
import { makePlugin } from '../../support/make-plugin.ts';

const CONFIG = 'name: Fruit\ncode: fruit\ntypes: json-schema-to-typescript\n';

async function check(isInstalled: boolean): Promise<string[]> {
  const { value } = await readContract(makePlugin({ 'config.yaml': CONFIG }));
  const diagnostics = new Diagnostics();
  const spot = new Spot(value!.config, '');
  checkTypesPrinter(spot.value as PluginConfig, spot, new CheckContext(diagnostics, value!.files), () => isInstalled);
  return diagnostics.list().map(({ code, line, column, message }) => `${line}:${column} ${code} ${message}`);
}

test('a printer that is not installed is CONFIG_PRINTER_MISSING where it was chosen', async () => {
  expect(await check(false)).toEqual([
    '3:8 CONFIG_PRINTER_MISSING types are to be printed by "json-schema-to-typescript", which is not installed',
  ]);
});

test('an installed printer is fine', async () => {
  expect(await check(true)).toEqual([]);
});
