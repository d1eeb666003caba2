"""Keeps a script: tells how it ended, and leaves no process of its family behind, whatever ends the action that wanted it.

The lifeline is a socket to the action. A byte on it ends the script: SIGTERM to its group, and after a moment SIGKILL to whoever is left. So does its end:
then the action's process is gone. The answer is the script's wait status as four bytes.
"""

import os
import signal

from actionsmith import _family

GRACE_SECONDS = 2.0


def keep_family(lifeline, of_script, package):
    """Forks. Returns in the process that becomes the script; the other one stays until the script has ended, and never returns."""
    keeper = os.getpid()
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _family.prctl(_family.SET_CHILD_SUBREAPER, 1)  # what detaches itself from the script comes to us
    script = os.fork()
    if script == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for fd in (wake, woken, lifeline):
            os.close(fd)
        _family.prctl(_family.SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != keeper:
            os._exit(1)
        os.setsid()
        return
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # whoever ends processes one by one ends the script too, and that counts
    for fd in of_script:
        os.close(fd)
    status = _family.wait(script, lifeline, wake, lambda: ask_to_end(script))
    killed = _family.kill_family(script)
    import shutil  # here, so that no script waits for it

    shutil.rmtree(os.path.dirname(package), ignore_errors=True)
    try:
        os.write(lifeline, (killed if status is None else status).to_bytes(4, "big"))
    except OSError:
        pass  # nobody wants to know any more
    os._exit(0)


def ask_to_end(script):
    """Its group, or itself where it has no group of its own yet. For how many seconds it may still go on."""
    for ask in (os.killpg, os.kill):
        try:
            ask(script, signal.SIGTERM)
            break
        except (ProcessLookupError, PermissionError):
            pass
    return GRACE_SECONDS
