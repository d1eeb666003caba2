"""The same values through pydantic: agreement, cold start and throughput, as one JSON line."""
import time

started = time.perf_counter()
import json
import sys
from typing import Annotated, Literal, Optional

import pydantic
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Splits(Strict):
    train: float
    validation: float


class Layer(Strict):
    width: int = Field(ge=1)
    activation: Literal["relu", "tanh"]


class TrainParams(Strict):
    dataset: int = Field(ge=1)
    name: str = Field(min_length=1, max_length=80)
    epochs: int = Field(10, ge=1, le=1000)
    learning_rate: float = Field(0.001, gt=0, le=1)
    augmentations: Optional[Annotated[list[Literal["flip", "rotate", "crop", "blur"]], Field(max_length=4)]] = None
    splits: Splits
    layers: list[Layer]
    tags: Optional[list[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]]] = None


def check(value):
    try:
        TrainParams.model_validate(value)
        return True
    except ValidationError as error:
        error.errors(include_url=False)
        return False


def rate(values, seconds=0.4, rounds=5):
    found = []
    for _ in range(rounds):
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            for value in values:
                check(value)
            count += len(values)
        found.append(count / (time.perf_counter() - start))
    return sorted(found)[len(found) // 2]


values = json.load(open(sys.argv[1]))
if sys.argv[2] == "cold":
    verdict = check(values["valid"][0])
    print(json.dumps({"verdicts": [verdict], "inside": (time.perf_counter() - started) * 1000}))
else:
    verdicts = [[check(value) for value in values[kind]] for kind in ("valid", "invalid")]
    print(json.dumps({"verdicts": verdicts, "valid": rate(values["valid"]), "invalid": rate(values["invalid"]), "version": pydantic.VERSION}))
