"""What a model finds in pictures."""

import actionsmith
from ultralytics import YOLO

params = actionsmith.params
model = YOLO(params["weights"], task="detect")
predictions = []
for number, image in enumerate(params["images"], start=1):
    (found,) = model.predict(image, imgsz=params["image_size"], conf=params["confidence"], device=params["device"], verbose=False)
    boxes = [
        {"class": found.names[int(kind)], "confidence": float(confidence), "box": box.tolist()}
        for kind, confidence, box in zip(found.boxes.cls, found.boxes.conf, found.boxes.xyxy)
    ]
    predictions.append({"image": image, "boxes": sorted(boxes, key=lambda box: -box["confidence"])})
    actionsmith.set_progress(number, len(params["images"]), "inference")
actionsmith.set_result({"predictions": predictions})
