"""A process that has loaded what every page loads, and gives each page a fresh copy of itself as its kernel.

It computes nothing, opens no study and starts no thread before it forks, so that a copy is as fresh as a new
kernel. It listens on a socket in a folder of this run alone, and ends when the run that began it ends. A copy
is an ordinary kernel in a session of its own.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import sys

# Nobody debugs a page of a run; a kernel that finds no debugger does not load its hundred modules.
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]

from ipykernel.kernelapp import IPKernelApp  # noqa: E402 - only after the line above
from PIL import Image  # noqa: E402

from evalkit.run.kernels.method_loading import load_methods  # noqa: E402


def main() -> None:
    """Listen at the socket handed down until the run that began this process lets go of it."""
    Image.preinit()
    load_methods()
    signal.signal(signal.SIGCHLD, _let_go)
    with socket.socket(fileno=int(sys.argv[1])) as listening, selectors.DefaultSelector() as doors:
        doors.register(listening, selectors.EVENT_READ)
        doors.register(sys.stdin, selectors.EVENT_READ)
        while True:
            opened = [key.fileobj for key, _ in doors.select()]
            if sys.stdin in opened:
                return
            asking, _ = listening.accept()
            request = _answer(asking)
            if request is not None:
                break
    _become_kernel(request)


def _answer(asking: socket.socket) -> dict[str, object] | None:
    """Fork: the copy returns what it is to run, the kernel parent sends the copy's number and returns nothing."""
    with asking, asking.makefile("rb") as words:
        line = words.readline()
        if not line:
            return None
        child = os.fork()
        if child == 0:
            request: dict[str, object] = json.loads(line)
            return request
        asking.sendall(f"{child}\n".encode())
    return None


def _let_go(_number: int, _frame: object) -> None:
    """Take note of kernels that have ended, so that whoever watches them sees that they are gone."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _become_kernel(request: dict[str, object]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.chdir(str(request["folder"]))
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    words = [str(word) for word in request["words"]]  # type: ignore[attr-defined]
    sys.argv = ["ipykernel_launcher", *words]
    IPKernelApp.launch_instance(argv=words)


if __name__ == "__main__":
    main()
