"""A model as TorchScript."""

import os

import actionsmith
from ultralytics import YOLO

params = actionsmith.params
path = YOLO(params["weights"]).export(format="torchscript", imgsz=params["image_size"], device="cpu")
actionsmith.set_result({"path": path, "bytes": os.path.getsize(path)})
