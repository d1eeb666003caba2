import * as fc from 'fast-check';
import { Redactor } from '../../runtime/redaction/redactor.ts';
import { secretForms } from '../support/secret-forms.ts';

const RUNS = 20_000;

/** `npm run test:long`: 20,000 random secrets, each in 40 forms inside of random text. SEED makes other ones; throws where one is shown. */
function main(): void {
  const seed = Number(process.env['SEED'] ?? 1);
  const secret = fc.string({ minLength: 4, maxLength: 60, unit: 'grapheme' }).filter((text) => text.trim().length >= 4);
  const around = fc.string({ maxLength: 20 });
  fc.assert(
    fc.property(secret, around, around, (one, before, after) => {
      const own = new Redactor(one);
      for (const [name, text] of secretForms(one)) {
        if (own.redactText(`${before}${text}${after}`).includes(text)) throw new Error(`${name}: ${JSON.stringify(text)} is shown`);
      }
    }),
    { numRuns: RUNS, seed },
  );
  console.log(`${RUNS} secrets, none of them shown in any of its forms`);
}

main();
