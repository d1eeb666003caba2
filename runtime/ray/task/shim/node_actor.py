"""The Ray actor: it holds the resources that were asked for, and a host with its Node worker runs in a thread beside it."""

import os
import threading

import ray

from host import Host


@ray.remote
class NodeActor:
    def __init__(self, address, hello):
        context = ray.get_runtime_context()
        self.who = {"pid": os.getpid(), "node": context.get_node_id()}
        host = Host(tuple(address), {**hello, **self.who})
        threading.Thread(target=self.serve, args=(host,), daemon=True).start()

    def serve(self, host):
        try:
            host.serve()
        finally:
            os._exit(0)  # an actor without its gateway is of no use

    def describe(self):
        return self.who
