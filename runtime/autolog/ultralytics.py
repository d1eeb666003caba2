"""Trainings of Ultralytics (YOLO, RT-DETR, …) report themselves, by callbacks of its own that every trainer starts with."""

import functools
import sys

import actionsmith
from actionsmith._after_import import after_import


def install(options):
    report = _Report(options.get("category", "train"))
    after_import("ultralytics.utils.callbacks.base", report.register)


class _Report:
    def __init__(self, category):
        self.category = category
        self.is_epoch = False  # Ultralytics evaluates the best model once more at the end, which is no epoch

    def register(self, base):
        for name in ("on_train_start", "on_train_epoch_end", "on_model_save", "on_fit_epoch_end", "on_train_end"):
            base.default_callbacks[name].append(_harmless(getattr(self, name)))

    def on_train_start(self, trainer):
        actionsmith.set_progress(trainer.start_epoch, trainer.epochs, self.category)

    def on_train_epoch_end(self, trainer):
        self.is_epoch = True

    def on_model_save(self, trainer):
        self.tell_file(trainer, trainer.last, "last")
        if trainer.best_fitness == trainer.fitness:
            self.tell_file(trainer, trainer.best, "best")

    def on_fit_epoch_end(self, trainer):
        if not self.is_epoch:
            actionsmith.set_metrics(dict(trainer.metrics), "%s_best" % self.category)
            return
        self.is_epoch = False
        epoch = trainer.epoch + 1
        losses = trainer.label_loss_items(trainer.tloss, prefix="train")
        actionsmith.set_metrics({"epoch": epoch, **losses, **trainer.metrics, **trainer.lr}, self.category)
        actionsmith.set_progress(epoch, trainer.epochs, self.category)

    def on_train_end(self, trainer):
        actionsmith.set_progress(trainer.epochs, trainer.epochs, self.category)  # also where it stopped early

    def tell_file(self, trainer, path, kind):
        if path.exists():
            actionsmith.log("checkpoint", {"epoch": trainer.epoch + 1, "kind": kind, "fitness": trainer.fitness}, file=path)


def _harmless(report):
    """Reporting never breaks a training: what goes wrong is said, once."""
    failed = []

    @functools.wraps(report)
    def call(trainer):
        try:
            report(trainer)
        except Exception as error:  # noqa: BLE001
            if not failed:
                print("autolog: %s failed: %r" % (report.__name__, error), file=sys.stderr)
            failed.append(error)

    return call
