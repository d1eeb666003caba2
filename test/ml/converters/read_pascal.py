"""What supervision reads of a folder of Pascal VOC: classes, and the boxes of each image."""
import json
import os
import sys

import supervision

root = sys.argv[1]
dataset = supervision.DetectionDataset.from_pascal_voc(os.path.join(root, "JPEGImages"), os.path.join(root, "Annotations"))
boxes = {
    os.path.basename(path): sorted(
        [dataset.classes[index], *map(int, box)] for index, box in zip(detections.class_id.tolist(), detections.xyxy.tolist())
    )
    for path, _, detections in dataset
}
print(json.dumps({"classes": sorted(dataset.classes), "boxes": boxes}))
