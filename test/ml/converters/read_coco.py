"""What pycocotools reads of a file of coco: counts, areas of its masks, and how its own annotations score as results."""
import contextlib
import io
import json
import sys

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

with contextlib.redirect_stdout(io.StringIO()):
    truth = COCO(sys.argv[1])
    annotations = truth.loadAnns(truth.getAnnIds())
    masks = {str(each["id"]): int(truth.annToMask(each).sum()) for each in annotations if each["segmentation"]}
    results = truth.loadRes([{**each, "score": 1.0} for each in json.loads(json.dumps(annotations)) if not each["iscrowd"]])
    scores = {}
    for kind in ("bbox", "keypoints"):
        if kind == "keypoints" and not any(each.get("num_keypoints") for each in annotations):
            continue
        evaluation = COCOeval(truth, results, kind)
        if kind == "keypoints":
            people = [each for each in annotations if each.get("num_keypoints")]
            evaluation.params.kpt_oks_sigmas = evaluation.params.kpt_oks_sigmas[: len(people[0]["keypoints"]) // 3]
            evaluation.params.catIds = sorted({each["category_id"] for each in people})
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        scores[kind] = round(float(evaluation.stats[0]), 3)

print(
    json.dumps(
        {
            "images": len(truth.imgs),
            "annotations": len(annotations),
            "categories": [each["name"] for each in truth.loadCats(truth.getCatIds())],
            "masks": masks,
            "scores": scores,
        }
    )
)
