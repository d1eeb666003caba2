import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kebabCase, pascalCase } from '../../generator/names.ts';

test('a name of the contract becomes a type name and a folder', () => {
  expect([pascalCase('add_task_data'), kebabCase('add_task_data')]).toEqual(['AddTaskData', 'add-task-data']);
  expect([pascalCase('trainModel'), kebabCase('trainModel')]).toEqual(['TrainModel', 'train-model']);
  expect([pascalCase('2d-boxes'), kebabCase('2d-boxes')]).toEqual(['T2dBoxes', '2d-boxes']);
});

test('a type is called in the script of its author', () => {
  expect(['데이터셋', '日本_語', 'größe-ändern', '٣ד', 'e\u0301tat', 'a\u3164b'].map(pascalCase)).toEqual([
    '데이터셋',
    '日本語',
    'GrößeÄndern',
    'T٣ד',
    'État',
    'Ab',
  ]);
});

test('any text at all gives a valid identifier and a harmless file name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(pascalCase(name)).toMatch(/^\p{ID_Start}(?:(?![_\p{Default_Ignorable_Code_Point}])\p{ID_Continue})*$/u);
      expect(kebabCase(name)).toMatch(/^[a-z0-9-]+$/);
    }),
  );
});
