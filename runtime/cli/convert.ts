import { Command } from 'commander';
import type { ConvertCommandOptions } from './convert/convert-dataset.ts';
import { orFail } from './or-fail.ts';

/** `actionsmith convert`: a dataset of one format as one of another. */
export function convertCommand(): Command {
  return new Command('convert')
    .description(
      'Convert a dataset of annotated images from one format into another. The new folder is there when it is whole, or not at all.',
    )
    .argument('<folder>', 'the dataset: a folder, or a zip or tar of one')
    .option('--from <format>', 'dm_v1, dm_v2, yolo, coco or pascal; by default what is plain from the folder')
    .requiredOption('--to <format>', 'one of these, or imagefolder (from dm alone)')
    .requiredOption('--out <folder>', 'where the new dataset goes')
    .option('--classes <names>', 'only these classes, numbered in this order: cat,dog')
    .option('--class-map <old=new>', 'another name for a class; may be given several times', collect)
    .option('--task <task>', 'what label files of yolo hold: detect, segment or pose; by default what fits the annotations')
    .option('--pascal-origin <0|1>', 'the number of the first pixel in files of pascal: 0 as labelImg has it, 1 as Pascal VOC itself', '0')
    .option('--categorized', 'the dataset has to be in splits: train, valid, test')
    .option('--no-categorized', 'it has none, whatever its folders are called')
    .option('--overwrite', 'replace the folder of --out where it is there')
    .option('--json', 'print the report as one line of JSON')
    .addHelpText('after', HELP)
    .action(async (folder: string, options: ConvertCommandOptions) => {
      const { convertDataset } = await import('./convert/convert-dataset.ts');
      await orFail(options, () => convertDataset(folder, options));
    });
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

const HELP = `
What lies where:
  dm_v1, dm_v2  json/a.json beside original_files/a.jpg
  yolo          images/a.jpg beside labels/a.txt, with dataset.yaml
  coco          annotations.json beside images/; also annotations/instances_train.json and so on
  pascal        Annotations/a.xml beside JPEGImages/a.jpg, with ImageSets/Main
  imagefolder   <class>/a.jpg
Splits are folders train, valid and test around these, or what the format has for them.

What the new format has no place for is left out or reduced (a polygon to a box), and every such annotation is a line of <out>/audit.jsonl with its file and
the reason. An item whose file or image cannot be read is one of these lines too, and the others are converted.

Exit codes: 0 converted, 1 not converted, 2 wrong usage.

Examples:
  $ actionsmith convert dataset --to yolo --out dataset-yolo
  $ actionsmith convert coco128.zip --from coco --to dm_v2 --out dataset --classes person,car --class-map automobile=car`;
