import { unfilled } from 'actionsmith';
import { expect, test } from 'vitest';

const stub = (): never => unfilled('execute() of TrainAction');

test('a stub that is not filled in says which file and line to fill in', () => {
  expect(stub).toThrow('execute() of TrainAction is not filled in yet: test/action/unfilled.test.ts:4');
  expect(stub).toThrow(expect.objectContaining({ code: 'STUB_NOT_FILLED', details: { member: 'execute() of TrainAction' } }));
});
