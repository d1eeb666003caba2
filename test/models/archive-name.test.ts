import { expect, test } from 'vitest';
import { isArchiveName, safeFilename } from '../../runtime/models/archive-name.ts';

test.each([
  ['model.zip', true],
  ['MODEL.TAR.GZ', true],
  ['model.tgz', true],
  ['model.tar', true],
  ['model', true],
  ['yolo v1.2', true],
  ['best.pt', false],
  ['weights.gz', false],
  ['model.onnx', false],
])('%s is an archive: %s', (name, expected) => expect(isArchiveName(name)).toBe(expected));

test.each([
  ['best.pt', 'best.pt'],
  ['../../etc/best.pt', 'best.pt'],
  ['C:\\models\\best.pt', 'best.pt'],
  ['..', undefined],
  ['models/', undefined],
  ['a\nb', undefined],
  ['x'.repeat(300), undefined],
])('%j is kept as %j', (name, expected) => expect(safeFilename(name)).toBe(expected));
