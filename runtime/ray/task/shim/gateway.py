"""The gateway of task mode: a job that owns the actors of one executor and speaks HTTP with it.

It ends by itself: when it is told to, when its client is gone, and when nothing has run for a while. Its actors end with it.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
import signal
import sys
import time

import ray
from aiohttp import web

import link
from pool import Pool
from run import Run

REQUEST_BYTES = 1 << 30
PING_SECONDS = 5.0
LAST_WORDS_SECONDS = 0.5


class Gateway:
    def __init__(self, settings):
        self.settings = settings
        self.start_seconds = settings["startSeconds"]
        self.token_hash = bytes.fromhex(settings["tokenHash"])
        self.secret = secrets.token_hex(32)  # what our own actors know
        self.pools = {}
        self.runs = {}
        self.bundles = {}
        self.expected = {}
        self.number = 0
        self.tasks = set()
        self.lifelines = 0
        self.heard_at = self.worked_at = time.monotonic()
        self.ending = asyncio.Event()
        self.why = ""
        self.has_ended = False

    # what the pools need

    def next_number(self):
        self.number += 1
        return self.number

    def expect(self, actor):
        called = asyncio.get_running_loop().create_future()
        self.expected.setdefault(actor.number, [actor, []])[1].append(called)
        return called

    def forget(self, actor):
        self.expected.pop(actor.number, None)

    def keep(self, work):
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def describe_shortage(self, needs):
        return json.dumps({"asked": asked_of(needs), "total": plain(ray.cluster_resources()), "free": plain(ray.available_resources())})

    # the actors' side

    async def attend_actor(self, reader, writer):
        actor = None
        incoming = link.Unpacker()
        try:
            while data := await reader.read(1 << 20):
                for kind, payload in incoming.push(data):
                    if actor is None:
                        actor = self.recognise(kind, payload, writer)
                        if actor is None:
                            return
                    else:
                        actor.pool.heard(actor, kind, payload)
        except ConnectionError:
            pass
        finally:
            writer.close()
            if actor is not None and not self.has_ended:
                self.keep(actor.pool.lost(actor))

    def recognise(self, kind, payload, writer):
        hello = json.loads(payload) if kind == link.HELLO and len(payload) < 4096 else {}
        known = self.expected.get(hello.get("number"))
        if known is None or not hmac.compare_digest(str(hello.get("secret", "")), self.secret):
            return None
        actor, waiting = known
        actor.pool.connected(actor, {"pid": hello["pid"], "node": hello["node"]}, writer)
        for called in waiting:
            if not called.done():
                called.set_result(None)
        waiting.clear()
        return actor

    # the client's side

    @web.middleware
    async def guard(self, request, handler):
        if request.path != "/hello":
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            if scheme != "Bearer" or not hmac.compare_digest(hashlib.sha256(token.encode()).digest(), self.token_hash):
                return web.Response(status=401)
            self.heard_at = time.monotonic()
        return await handler(request)

    async def hello(self, request):
        """Proves to whoever asks that this is the gateway that he has sent, before he shows his token."""
        challenge = request.query.get("challenge", "").encode()
        return web.json_response({"proof": hmac.new(self.token_hash, challenge, hashlib.sha256).hexdigest()})

    async def put_bundle(self, request):
        content = await request.read()
        digest = request.match_info["digest"]
        if hashlib.sha256(content).hexdigest() != digest:
            return web.Response(status=400, text="the bundle was changed on its way")
        self.bundles[digest] = content
        return web.Response()

    async def submit(self, request):
        """Asked again, it is the same run."""
        asked = json.loads(request.headers["actionsmith-task"])
        for heard in asked["heard"]:
            self.runs.pop(heard, None)
        run_id = request.match_info["run"]
        run = self.runs.get(run_id)
        if run is None:
            if self.ending.is_set():
                return web.Response(status=503, text=self.why)
            if asked["bundle"] not in self.bundles:
                return web.Response(status=409)
            run = self.runs[run_id] = Run(run_id, asked, await request.read())
            self.pool_of(run).submit(run)
        return await self.send(run, request)

    async def follow(self, request):
        run = self.runs.get(request.match_info["run"])
        return web.Response(status=404) if run is None else await self.send(run, request)

    async def send(self, run, request):
        response = web.StreamResponse()
        await response.prepare(request)
        async for piece in run.read(int(request.query.get("from", "0"))):
            await response.write(piece)
        self.worked_at = time.monotonic()
        return response

    async def cancel(self, request):
        run = self.runs.get(request.match_info["run"])
        if run is not None and not run.is_ended:
            self.pool_of(run).cancel(run)
        return web.Response()

    async def lifeline(self, request):
        """Held open by the client as long as he lives. The kernel closes it for a process that was killed."""
        response = web.StreamResponse()
        await response.prepare(request)
        self.lifelines += 1
        try:
            while not self.ending.is_set():
                await response.write(b"\n")
                await wait_for(self.ending, PING_SECONDS)
        except ConnectionError:
            pass
        finally:
            self.lifelines -= 1
            self.heard_at = time.monotonic()
        return response

    async def shut_down(self, request):
        self.end("it was shut down")
        return web.Response()

    def pool_of(self, run):
        key = json.dumps(run.needs, sort_keys=True)
        if key not in self.pools:
            self.pools[key] = Pool(self, run.needs)
        return self.pools[key]

    # its life

    def end(self, why):
        if not self.ending.is_set():
            self.why = why
            self.ending.set()

    async def watch(self):
        while not self.ending.is_set():
            await wait_for(self.ending, 0.5)
            now = time.monotonic()
            if any(not run.is_ended for run in self.runs.values()):
                self.worked_at = now
            if self.lifelines == 0 and now - self.heard_at > self.settings["leaseSeconds"]:
                self.end(f"its client has not been heard of for {self.settings['leaseSeconds']:g} s")
            elif now - self.worked_at > self.settings["idleSeconds"]:
                self.end(f"nothing has run for {self.settings['idleSeconds']:g} s")

    async def serve(self):
        host = ray.util.get_node_ip_address()
        links = await asyncio.start_server(self.attend_actor, host, 0, limit=1 << 20)
        self.link_address = links.sockets[0].getsockname()[:2]
        app = web.Application(client_max_size=REQUEST_BYTES, middlewares=[self.guard])
        app.router.add_get("/hello", self.hello)
        app.router.add_put("/bundles/{digest}", self.put_bundle)
        app.router.add_post("/runs/{run}", self.submit)
        app.router.add_get("/runs/{run}", self.follow)
        app.router.add_post("/runs/{run}/cancel", self.cancel)
        app.router.add_get("/lifeline", self.lifeline)
        app.router.add_post("/shutdown", self.shut_down)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        await runner.setup()
        port = await listen(runner, host, self.settings["port"])
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.end, "its job was stopped")
        say(self.settings["nonce"], {"type": "gateway", "host": host, "port": port})
        await self.watch()
        await self.end_runs()
        await runner.cleanup()
        self.has_ended = True
        for pool in self.pools.values():
            pool.kill()
        await asyncio.sleep(0.05)  # the actors' connections close
        print(f"the gateway has ended: {self.why}", flush=True)

    async def end_runs(self):
        """Whoever still runs is cancelled, and may undo what it began."""
        left = [run for run in self.runs.values() if not run.is_ended]
        for run in left:
            self.pool_of(run).cancel(run)
        deadline = time.monotonic() + max((run.grace_seconds for run in left), default=0) + 2
        while any(not run.is_ended for run in left) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        await asyncio.sleep(LAST_WORDS_SECONDS if left else 0)


async def listen(runner, host, port):
    """Where the cluster's nodes see us, and on the loopback, where a forwarded port arrives. Nowhere else."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        sys.exit(f"the gateway cannot listen on {host}:{port}: {error}")
    port = runner.addresses[0][1]
    if host != "127.0.0.1":
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError:
            pass
    return port


def say(nonce, value):
    """A record in the job's output, as every worker of ours writes them."""
    record = json.dumps({"seq": 0, "value": {**value, "time": int(time.time() * 1000)}})
    sys.stdout.buffer.write(b"\x1e" + nonce.encode() + record.encode() + b"\n")
    sys.stdout.buffer.flush()


async def wait_for(event, seconds):
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except asyncio.TimeoutError:
        pass


def asked_of(needs):
    """In the names of Ray's resources."""
    names = {"num_cpus": "CPU", "num_gpus": "GPU", "memory": "memory"}
    return {**{names[key]: value for key, value in needs.items() if key in names}, **(needs.get("resources") or {})}


def plain(resources):
    return {name: amount for name, amount in resources.items() if not name.startswith(("node:", "object_store"))}


async def main():
    with open("gateway.json", encoding="utf8") as file:
        settings = json.load(file)
    ray.init(logging_level="warning")
    await Gateway(settings).serve()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    finally:
        ray.shutdown()
