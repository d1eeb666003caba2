"""pydantic as a contender: the same questions and answers as measure.ts."""
import json
import sys
import time
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


def rate(values, milliseconds):
    count, start = 0, time.process_time()
    while time.process_time() - start < milliseconds / 1000:
        for value in values:
            check(value)
        count += len(values)
    return count / (time.process_time() - start)


values = json.load(open(sys.argv[1]))
if sys.argv[2:] == ["cold"]:
    assert check(values["valid"][0])
    print(time.process_time() * 1000)
else:
    for line in sys.stdin:
        question = json.loads(line)
        if "rate" in question:
            found = rate(values[question["of"]], question["milliseconds"])
        else:
            check_it = check if question["verdicts"] == "all" else lambda value: None  # it has no entry that ends at the first error
            found = [[check_it(value) for value in values[kind]] for kind in ("valid", "invalid")]
        print(json.dumps(found), flush=True)
