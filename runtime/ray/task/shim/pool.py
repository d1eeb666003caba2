"""The actors of a gateway that hold the same resources, and the runs that wait for one of them."""

import asyncio
import json
from collections import deque

import ray

import link
from node_actor import NodeActor

REASON_SECONDS = 3.0
SHORTAGE_SECONDS = 5.0


class Actor:
    def __init__(self, pool, number, handle):
        self.pool = pool
        self.number = number
        self.handle = handle
        self.connection = None
        self.digest = None
        self.run = None
        self.who = {}

    @property
    def is_idle(self):
        return self.connection is not None and self.run is None


class Pool:
    def __init__(self, gateway, needs):
        self.gateway = gateway
        self.needs = needs
        self.actors = []
        self.waiting = deque()
        self.making = 0

    def submit(self, run):
        self.waiting.append(run)
        run.report("PENDING")
        self.assign()

    def assign(self):
        """First come, first served. A worker that has the code already is best; another bundle in an idle actor is still quicker than another actor."""
        while self.waiting:
            run = self.waiting[0]
            if run.is_ended:
                self.waiting.popleft()
                continue
            idle = [actor for actor in self.actors if actor.is_idle]
            best = next((actor for actor in idle if actor.digest == run.bundle), idle[0] if idle else None)
            if best is None:
                break
            self.waiting.popleft()
            self.start(best, run)
        waiting = sum(not run.is_ended for run in self.waiting)
        limit = max((run.limit for run in self.waiting), default=0)
        while self.making < waiting and len(self.actors) + self.making < limit:
            self.making += 1
            self.gateway.keep(self.make())

    def start(self, actor, run):
        actor.run, run.actor, actor.digest = run, actor, run.bundle
        run.report("RUNNING", actor=actor.who)
        actor.connection.write(link.pack(link.RUN, run.bundle.encode() + b"\n" + run.line))

    async def make(self):
        """One more actor. Where none can be had and there is no other, whoever waits is told why."""
        actor = None
        try:
            number = self.gateway.next_number()
            actor = Actor(self, number, self.create(number))
            await self.until_called(actor)
            self.actors.append(actor)
            why = None
        except Exception as error:
            why = str(error)
            if actor is not None:
                self.remove(actor)
        finally:
            self.making -= 1
        if why is not None and not self.actors:
            while self.waiting:
                self.waiting.popleft().end("FAILED", kind="no-actor", why=why)
        elif why is None:
            self.assign()

    def create(self, number):
        hello = {"number": number, "secret": self.gateway.secret}
        return NodeActor.options(**self.needs).remote(self.gateway.link_address, hello)

    async def until_called(self, actor):
        """Until the actor's host has called. What Ray says of an actor that cannot start comes first."""
        called = self.gateway.expect(actor)
        alive = asyncio.ensure_future(as_future(actor.handle.describe.remote()))
        seconds = self.gateway.start_seconds
        try:
            done, _ = await asyncio.wait({called, alive}, timeout=min(SHORTAGE_SECONDS, seconds), return_when=asyncio.FIRST_COMPLETED)
            if not done:
                self.say_shortage(seconds)
                done, _ = await asyncio.wait({called, alive}, timeout=seconds - SHORTAGE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if alive in done:
                alive.result()
                done, _ = await asyncio.wait({called}, timeout=seconds)
            if called not in done:
                raise TimeoutError(f"no actor could be had within {seconds:g} s: {self.gateway.describe_shortage(self.needs)}")
        finally:
            alive.cancel()

    def say_shortage(self, seconds):
        for run in self.waiting:
            if not run.is_ended:
                run.report("PENDING", why=f"it waits for an actor, up to {seconds:g} s: {self.gateway.describe_shortage(self.needs)}")

    def connected(self, actor, who, connection):
        actor.who = who
        actor.connection = connection
        if actor in self.actors:  # Ray has started it again
            self.assign()

    def heard(self, actor, kind, payload):
        run = actor.run
        if run is None:
            return
        if kind == link.OUTPUT:
            run.print(payload)
        elif kind == link.NEED:
            content = self.gateway.bundles[payload.decode()]
            actor.connection.write(link.pack(link.BUNDLE, payload + content))
        elif kind == link.DONE:
            self.finish(actor, json.loads(payload)["status"])
        elif kind == link.EXITED:
            how = json.loads(payload)
            if run.is_cancelled:
                self.finish(actor, "STOPPED", killed=how)
            else:
                self.finish(actor, "FAILED", kind="worker", **how)

    def finish(self, actor, status, **more):
        run, actor.run = actor.run, None
        run.actor = None
        run.end(status, **more)
        self.assign()

    async def lost(self, actor):
        """The actor's connection has ended. Ray knows whether it died, why, and whether it starts it again."""
        who, actor.connection, actor.digest = actor.who, None, None
        run, actor.run = actor.run, None
        why = await self.why_lost(actor)
        if run is not None:
            if run.is_cancelled:
                run.end("STOPPED")
            else:
                run.end("FAILED", kind="actor", why=why, actor=who)
        self.assign()
        if actor in self.actors and actor.connection is None:
            await asyncio.wait({self.gateway.expect(actor)}, timeout=self.gateway.start_seconds)
            if actor.connection is None:
                self.remove(actor)
                self.assign()

    async def why_lost(self, actor):
        try:
            await asyncio.wait_for(as_future(actor.handle.describe.remote()), REASON_SECONDS)
            return ""
        except asyncio.TimeoutError:
            return ""
        except ray.exceptions.RayActorError as error:
            if type(error).__name__ == "ActorDiedError" and actor.connection is None:
                self.remove(actor)
            return str(error)

    def remove(self, actor):
        if actor in self.actors:
            self.actors.remove(actor)
        self.gateway.forget(actor)
        ray.kill(actor.handle)

    def cancel(self, run):
        run.is_cancelled = True
        if run.actor is None:
            run.end("STOPPED")
        elif run.actor.connection is not None:
            limits = json.dumps({"graceSeconds": run.grace_seconds}).encode()
            run.actor.connection.write(link.pack(link.CANCEL, limits))

    def kill(self):
        for actor in self.actors:
            if actor.connection is not None:
                actor.connection.close()
            ray.kill(actor.handle)


async def as_future(ref):
    return await ref
