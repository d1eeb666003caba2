/** Two pictures of 64 by 48 pixels, each with a square. */
export const PICTURES: Readonly<Record<'0001.png' | '0002.png', Uint8Array>> = {
  '0001.png': png('AD6AG1e1JrAAAAI0lEQVRIx+3MMQEAAAgDoNm/tO8OGwgBSKDMQSAQCL4GAGQBCaQBkY9b4ocAAAAASUVORK5CYII='),
  '0002.png': png('AD6AG1e1JrAAAAI0lEQVRIx+3MMQEAAAgDoNm/tAU8/AcBSAB4moNAIBC0BpRYJDkBkayGFdMAAAAASUVORK5CYII='),
};

/** A dataset of them: dm_v2, in two splits. */
export const SHAPES: Readonly<Record<string, string | Uint8Array>> = {
  'data/shapes/train/json/0001.json': describe('square', [8, 8, 20, 20]),
  'data/shapes/train/original_files/0001.png': PICTURES['0001.png'],
  'data/shapes/valid/json/0002.json': describe('square', [30, 20, 20, 20]),
  'data/shapes/valid/original_files/0002.png': PICTURES['0002.png'],
};

function describe(classification: string, data: readonly number[]): string {
  const box = { id: 'box', classification, attrs: [], data };
  return `${JSON.stringify({ classification: { bounding_box: [classification] }, images: [{ bounding_box: [box] }] }, null, 2)}\n`;
}

/** What both have in common is here. */
function png(rest: string): Uint8Array {
  const head = 'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAMAAACWlYwtAAAABlBMVEXw8PDAMDAWl3YzAAAACXBIWXMAAAPoAA';
  return Buffer.from(head + rest, 'base64');
}
