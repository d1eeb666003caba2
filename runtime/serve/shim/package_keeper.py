"""Keeps the package of an application in the cluster for as long as the application is there: Ray drops a package that no job uses any more,
and then a replica could not start on another node.

An actor of no CPU, which holds the package by its own runtime_env. It ends by itself when its application is gone, or runs from another package.
"""

import threading
import time

import ray
from ray import serve

NAMESPACE = "actionsmith"
LOOK_SECONDS = 30.0
GONE_LOOKS = 4  # an application that is deployed just now is not there yet


@ray.remote(num_cpus=0, max_restarts=-1)
class PackageKeeper:
    def __init__(self, app, package):
        self.app, self.package = app, package
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        missing = 0
        while missing < GONE_LOOKS:
            time.sleep(LOOK_SECONDS)
            try:
                used = self.app in serve.status().applications and not self.is_replaced()
            except Exception:
                continue  # Serve itself is away for a moment
            missing = 0 if used else missing + 1
        ray.kill(ray.get_runtime_context().current_actor)

    def is_replaced(self):
        """By a later package of the same application: Serve knows which one it was asked for."""
        controller = ray.get_actor("SERVE_CONTROLLER_ACTOR", namespace="serve")
        config = ray.get(controller.get_app_configs.remote()).get(self.app)
        return config is not None and config.args.get("package") != self.package


def keep(args):
    """Called where the application is built, which has its runtime_env: what is started here has it too."""
    app, package = args["app"], args["package"]
    detached = {"namespace": NAMESPACE, "lifetime": "detached", "get_if_exists": True}
    PackageKeeper.options(name=f"package-{package}-of-{app}", **detached).remote(app, package)
