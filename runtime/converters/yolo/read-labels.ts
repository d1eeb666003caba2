import type { ItemAudit } from '../audit.ts';
import type { DatasetSchema, ImageInfo } from '../dataset-item.ts';
import { annotationId } from '../dm/annotation-id.ts';
import { byTool, type DmAnnotation, type DmMedia } from '../dm/model.ts';
import { toThousandths } from '../shapes/geometry.ts';
import { keypointNames } from './keypoint-names.ts';

/**
 * A label file: class and box, class and outline, or class, box and keypoints, by how many numbers a line has; a line that is none of these is skipped.
 * Coordinates come out to a thousandth of a pixel.
 */
export function readYoloLabels(text: string, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit): DmMedia {
  const lines = text.split(/\r\n|[\r\n]/);
  return byTool(
    lines.flatMap((line, at) => {
      if (line.trim() === '') return [];
      const read = readLine(line, at + 1, image, schema, audit.file);
      if (typeof read === 'string') {
        audit.found(1);
        audit.skip(read.startsWith('class') ? 'CLASS_UNKNOWN' : 'ANNOTATION_UNREADABLE', {}, `line ${at + 1}: ${read}`);
        return [];
      }
      audit.found(read.length);
      return read;
    }),
  );
}

function readLine(line: string, number: number, image: ImageInfo, schema: DatasetSchema, file: string): DmAnnotation[] | string {
  const numbers = line.trim().split(/\s+/).map(Number);
  if (!numbers.every((each) => Number.isFinite(each))) return 'it is no list of numbers';
  const [index, ...rest] = numbers as [number, ...number[]];
  const classification = Number.isInteger(index) ? schema.classes[index] : undefined;
  if (classification === undefined) return `class ${index}, and there are ${schema.classes.length}`;
  const names = keypointNames(schema);
  const each = schema.keypointDimensions ?? 3;
  const make = (tool: string, data: unknown, more: Partial<DmAnnotation> = {}, part: number = 0): DmAnnotation => ({
    id: annotationId(file, number, tool, part),
    tool,
    classification,
    attrs: [],
    data,
    ...more,
  });
  if (rest.length === 4) return [make('bounding_box', boxOf(rest, image))];
  if (names.length > 0 && rest.length === 4 + names.length * each) {
    const box = make('bounding_box', boxOf(rest, image));
    const keypoints = names.flatMap((name, at) => {
      const [x, y, visibility] = rest.slice(4 + at * each, 4 + (at + 1) * each) as [number, number, number?];
      if (x === 0 && y === 0 && (visibility ?? 0) === 0) return [];
      const seen = visibility === 0 || visibility === 1 ? visibility : 2;
      return [make('keypoint', scale([x, y], image), { classification: name, visibility: seen }, at)];
    });
    return keypoints.length === 0
      ? [box]
      : [
          box,
          ...keypoints,
          make(
            'group',
            [box, ...keypoints].map(({ id }) => id),
          ),
        ];
  }
  if (rest.length < 6 || rest.length % 2 !== 0) return `${numbers.length} numbers are no box, no outline and no keypoints`;
  const points = Array.from({ length: rest.length / 2 }, (_, at) => scale([rest[at * 2]!, rest[at * 2 + 1]!], image));
  return [make('polygon', points)];
}

function boxOf([middleX, middleY, width, height]: readonly number[], image: ImageInfo): number[] {
  const [left, top] = [(middleX! - width! / 2) * image.width, (middleY! - height! / 2) * image.height];
  return [left, top, width! * image.width, height! * image.height].map(toThousandths);
}

function scale([x, y]: readonly [number, number], image: ImageInfo): number[] {
  return [x * image.width, y * image.height].map(toThousandths);
}
