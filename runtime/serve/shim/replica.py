"""What Ray Serve runs: a deployment whose replicas each host one Node worker, and hand requests on to it over a Unix socket.

The package of an application holds this beside the author's bundle. Of Python it needs what Ray Serve itself needs.
"""

import asyncio
import json
import logging
import os
import shutil
import tempfile

import aiohttp
from ray import serve
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse

import package_keeper
from worker_process import PIPE_BYTES, WorkerProcess

log = logging.getLogger("ray.serve")
HOP_BY_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailers", "transfer-encoding", "upgrade", "host", "content-length"}
START_SECONDS = 60.0
HEALTH_SECONDS = 20.0
FAILED_STARTS = 3  # in a row; then another replica may do better
KEPT_LINES = 40
CHUNK = 1 << 16


class NodeReplica:
    async def __init__(self, settings):
        self.settings = settings
        self.folder = tempfile.mkdtemp(prefix="replica-")
        self.loop = asyncio.get_running_loop()
        self.worker = None
        self.session = None
        self.printed = []
        self.failures = 0
        self.leaving = False
        await self.start()

    # -- the worker

    async def start(self):
        self.ready = self.loop.create_future()
        self.ready.add_done_callback(lambda ready: ready.cancelled() or ready.exception())  # it need not be waited for
        self.printed.clear()
        self.socket = os.path.join(self.folder, f"{self.failures}-{os.urandom(4).hex()}")
        self.worker = worker = WorkerProcess(os.getcwd(), self.settings["package"])
        for fd, hear in ((worker.output, self.hear_output), (worker.control, self.hear_control), (worker.life, self.hear_end)):
            self.loop.add_reader(fd, hear, worker)
        worker.say(json.dumps({"type": "listen", "socket": self.socket}).encode())
        try:
            await asyncio.wait_for(asyncio.shield(self.ready), START_SECONDS)
        except asyncio.TimeoutError:
            self.drop(worker)
            raise RuntimeError(f"the Node worker did not begin to listen within {START_SECONDS:.0f} s\n" + self.tail()) from None
        old, self.session = self.session, aiohttp.ClientSession(
            connector=aiohttp.UnixConnector(path=self.socket, limit=0, keepalive_timeout=3600),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        )
        if old is not None:
            await old.close()

    def hear_output(self, worker):
        for data in worker.printed(PIPE_BYTES):
            for line in data.decode(errors="replace").splitlines():
                if line.strip():
                    self.printed = [*self.printed[1 - KEPT_LINES :], line]
                    log.info(line)

    def hear_control(self, worker):
        worker.flush()
        for line in worker.hear():
            said = json.loads(line)
            if said["type"] == "ready":
                self.failures = 0
                self.settle(None)
            elif said["type"] == "failed":
                self.settle(said["message"])
        if worker is self.worker and not worker.unsent:
            pass

    def hear_end(self, worker):
        """The worker has ended: nobody asked for it, so another one takes its place."""
        how = worker.ended()
        self.hear_output(worker)
        self.drop(worker, alive=False)
        self.settle(f"the Node worker ended with {describe(how)}\n" + self.tail())
        if worker is not self.worker or self.leaving:
            return
        self.worker = None
        self.failures += 1
        log.warning(f"the Node worker ended with {describe(how)}")
        if self.session is not None and self.failures < FAILED_STARTS:
            self.restart = self.loop.create_task(self.start_again())

    async def start_again(self):
        try:
            await self.start()
        except Exception as error:
            log.error(f"the Node worker did not start again: {error}")

    def settle(self, failure):
        if not self.ready.done():
            self.ready.set_result(None) if failure is None else self.ready.set_exception(RuntimeError(failure))

    def drop(self, worker, alive=True):
        for fd in (worker.output, worker.control, worker.life):
            self.loop.remove_reader(fd)
        if alive:
            worker.stop()
        else:
            worker.close()

    def tail(self):
        return "\n".join(self.printed)

    # -- what Serve calls

    async def __call__(self, request: Request):
        try:
            await asyncio.shield(self.ready)
        except RuntimeError:
            return unavailable("the worker of this replica does not start")
        scope = request.scope
        path = scope["path"].removeprefix(scope.get("root_path", "").rstrip("/")) or "/"
        query = scope.get("query_string", b"").decode("latin-1")
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"] if name.decode("latin-1") not in HOP_BY_HOP]
        body = await request.body()
        sending = aiohttp.client.URL.build(scheme="http", host="replica", path=path, encoded=True, query_string=query)
        try:
            answer = await self.session.request(request.method, sending, headers=headers, data=body or None, allow_redirects=False)
        except aiohttp.ClientConnectorError:  # it was not sent: the worker is just being replaced
            return unavailable("the worker of this replica is being replaced")
        except aiohttp.ClientError:
            return unavailable("the worker of this replica ended while it answered")
        await self.mark(scope)
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP}
        return StreamingResponse(pieces(answer), status_code=answer.status, headers=kept)

    async def mark(self, scope):
        """Tells Serve which model is here now, so that requests for it come to this replica."""
        model = next((value for name, value in scope["headers"] if name == b"serve_multiplexed_model_id"), b"")
        if model:
            await self.remember(model.decode("latin-1"))

    @serve.multiplexed(max_num_models_per_replica=16)
    async def remember(self, model):
        return model

    async def check_health(self):
        if self.worker is None and self.failures >= FAILED_STARTS:
            raise RuntimeError("the Node worker does not stay alive\n" + self.tail())
        if not self.ready.done():
            return
        try:
            async with asyncio.timeout(HEALTH_SECONDS):
                async with self.session.get("http://replica/-/healthz") as answer:
                    if answer.status >= 500 and answer.status != 503:
                        raise RuntimeError(await answer.text())
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            if self.worker is not None and isinstance(error, asyncio.TimeoutError):
                raise RuntimeError(f"the Node worker has not answered within {HEALTH_SECONDS:.0f} s") from None

    def __del__(self):
        if getattr(self, "leaving", True):
            return
        self.leaving = True
        worker, self.worker = self.worker, None
        if worker is not None:
            for fd in (worker.output, worker.control, worker.life):
                self.loop.remove_reader(fd)
            worker.leave()  # its models are let go of
        shutil.rmtree(self.folder, ignore_errors=True)


async def pieces(answer):
    """As they come. A connection that breaks in between is an error for the caller too, who must not take it for the whole."""
    try:
        async for piece in answer.content.iter_any():
            yield piece
    finally:
        answer.release() if answer.content.at_eof() else answer.close()


def unavailable(why):
    body = {"title": why, "status": 503, "code": "REPLICA_UNAVAILABLE"}
    return JSONResponse(body, 503, {"Retry-After": "1"}, "application/problem+json")


def describe(how):
    return f"signal {how['signal']}" if "signal" in how else f"exit code {how['code']}"


def build(args):
    """What Serve imports, once a version. The options of the replicas are in the list of applications."""
    package_keeper.keep(args)
    return serve.deployment(NodeReplica, name=args["deployment"]).bind({"package": args["package"]})
