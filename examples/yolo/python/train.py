"""A training as Ultralytics documents it. What it reports comes from autolog."""

import actionsmith
from ultralytics import YOLO

params = actionsmith.params
model = YOLO("yolov8n.yaml")
scores = model.train(
    data=params["data"],
    epochs=params["epochs"],
    imgsz=params["image_size"],
    batch=params["batch_size"],
    nbs=params["batch_size"],  # a step of the optimizer for each batch, as there are few
    optimizer="AdamW",
    lr0=params["learning_rate"],
    warmup_epochs=1,
    seed=params["seed"],
    device=params["device"],
    project=params["output"],
    mosaic=0,  # small pictures of one shape: no four in one, and colours that stay what they are
    scale=0.2,
    hsv_h=0,
    erasing=0,
    patience=0,
    workers=0,
    amp=False,
    plots=False,
)
actionsmith.set_result(
    {
        "weights_path": str(model.trainer.best),
        "epochs": model.trainer.epoch + 1,
        "map50": float(scores.box.map50),
        "map50_95": float(scores.box.map),
    }
)
