/** The keypoints of a person, in the order that datasets have agreed on. */
export const PERSON_KEYPOINTS = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
] as const;

/** The lines between them, by their numbers from 1, as coco has them. */
export const PERSON_SKELETON: readonly (readonly [number, number])[] = [
  [16, 14],
  [14, 12],
  [17, 15],
  [15, 13],
  [12, 13],
  [6, 12],
  [7, 13],
  [6, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [9, 11],
  [2, 3],
  [1, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
  [5, 7],
];

/** True for names that are all of a person's, and at least one. */
export function isPersonKeypoints(names: Iterable<string>): boolean {
  const all = [...names];
  return all.length > 0 && all.every((name) => (PERSON_KEYPOINTS as readonly string[]).includes(name));
}

/** Which keypoint each becomes in a mirror: `left_` and `right_` change places. */
export function mirroredIndices(names: readonly string[]): number[] {
  return names.map((name, at) => {
    const other = name.replace(/left|right/i, (side) => MIRRORED[side.toLowerCase()]!);
    const found = names.findIndex((candidate) => candidate.toLowerCase() === other.toLowerCase());
    return found < 0 ? at : found;
  });
}

const MIRRORED: Readonly<Record<string, string>> = { left: 'right', right: 'left' };
