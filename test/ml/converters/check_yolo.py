"""What Ultralytics finds of a dataset: its own check of the config, then of every image with its labels."""
import contextlib
import io
import json
import sys

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    from ultralytics.data.dataset import YOLODataset
    from ultralytics.data.utils import check_det_dataset

    data = check_det_dataset(sys.argv[1], autodownload=False)
    found = {}
    for split in ("train", "val"):
        dataset = YOLODataset(img_path=data[split], data=data, task=sys.argv[2])
        cache = dataset.cache_labels(dataset.label_files and __import__("pathlib").Path(data[split]) / "check.cache")
        nf, nm, ne, nc, _ = cache["results"]
        found[split] = {
            "found": nf,
            "missing": nm,
            "empty": ne,
            "corrupt": nc,
            "messages": cache["msgs"],
            "objects": sum(len(each["cls"]) for each in cache["labels"]),
            "segments": sum(len(each["segments"]) for each in cache["labels"]),
            "keypoints": next((list(each["keypoints"].shape[1:]) for each in cache["labels"] if each["keypoints"] is not None), None),
        }
print(json.dumps({"names": data["names"], **found}))
