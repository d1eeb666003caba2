"""Pictures of one square or circle each, with its box in the format of YOLO."""

import json
import random
from pathlib import Path

import actionsmith
from PIL import Image, ImageDraw

CLASSES = ("square", "circle")


def main(params):
    folder = Path(params["output"])
    rng = random.Random(params["seed"])
    counts = {"train": params["images"], "val": params["images"] // 4}
    drawn = {split: [draw(folder, split, number, params["image_size"], rng) for number in range(count)] for split, count in counts.items()}
    data = folder / "data.yaml"
    data.write_text(json.dumps({"path": str(folder), "train": "images/train", "val": "images/val", "names": dict(enumerate(CLASSES))}))
    actionsmith.log("dataset", counts, file=data)
    actionsmith.set_result({"data": str(data), "images": params["images"], "samples": drawn["val"]})


def draw(folder, split, number, size, rng):
    """Squares are reddish and circles bluish, on a dark ground."""
    kind = number % len(CLASSES)
    width = rng.randint(size // 3, size // 2)
    x, y = rng.randint(0, size - width), rng.randint(0, size - width)
    bright, dull = rng.randint(200, 255), rng.randint(0, 80)
    picture = Image.new("RGB", (size, size), tuple(rng.randint(0, 60) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    if CLASSES[kind] == "square":
        pen.rectangle([x, y, x + width, y + width], fill=(bright, dull, dull))
    else:
        pen.ellipse([x, y, x + width, y + width], fill=(dull, dull, bright))
    image = folder / "images" / split / ("%04d.png" % number)
    label = folder / "labels" / split / ("%04d.txt" % number)
    for file in (image, label):
        file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(image)
    label.write_text("%d %f %f %f %f\n" % (kind, (x + width / 2) / size, (y + width / 2) / size, width / size, width / size))
    return {"image": str(image), "class": CLASSES[kind]}


main(actionsmith.params)
