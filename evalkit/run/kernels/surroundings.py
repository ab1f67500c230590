"""The kernel that pages run in: private folders, one thread, the same hashes every time.

A private kernel description keeps a user's own Jupyter and IPython settings out of the pages. Its log level
keeps two notices out of the terminal: one about the local transport at every start, one about the interrupt
by which a kernel is ended. What goes wrong in a cell does not pass through that log.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

KERNEL = "evalkit"
# Names the socket of the process from which kernels are copied, where there is one.
KERNEL_PARENT = "EVALKIT_NURSERY"
DRAWING = {"MPLBACKEND": "agg"}
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def describe_kernel(private: Path) -> dict[str, str]:
    """Write the kernel's description and return the environment in which it is found.

    Parameters
    ----------
    private : Path
        Folder for Jupyter, IPython and matplotlib settings that belong to this project alone.
    """
    folder = private / "jupyter-kernels" / "kernels" / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    description = {
        "argv": [
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            "--IPKernelApp.log_level=50",
            "--HistoryManager.enabled=False",
        ],
        "display_name": "evalkit",
        "language": "python",
        "env": {
            **dict.fromkeys(ONE_THREAD, "1"),
            "PYTHONHASHSEED": "0",
            **DRAWING,
        },
    }
    text = json.dumps(description, indent=1)
    file = folder / "kernel.json"
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        fresh = folder / f".kernel-{os.getpid()}.json"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)
    return _environment(private)


@contextmanager
def warm_kernels(place: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Keep a process that loads what pages load, from which kernels are copied while this context lasts.

    Copies are made on Linux alone: elsewhere a process that has loaded numerical libraries may not be
    copied safely, and every page gets an ordinary kernel.

    Parameters
    ----------
    place : Path
        Socket to be made, in a folder that no one else can reach.
    environment : mapping
        Variables of the kernels to come.
    """
    if sys.platform != "linux":
        yield
        return
    variables = {**os.environ, **environment, **DRAWING}
    # It listens before the process has loaded anything, so that an early question waits for its answer.
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(place))
        listening.listen()
        door = listening.fileno()
        words = [sys.executable, "-P", "-m", "evalkit.run.kernels.kernel_parent", str(door)]
        # In a session of its own: whoever stops a run by the keyboard stops the run, which then lets go of it.
        process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=2, env=variables, pass_fds=(door,), start_new_session=True
        )
    os.environ[KERNEL_PARENT] = str(place)
    try:
        yield
    finally:
        del os.environ[KERNEL_PARENT]
        process.communicate()


def _environment(private: Path) -> dict[str, str]:
    places = {
        "JUPYTER_CONFIG_DIR": private / "jupyter",
        "JUPYTER_RUNTIME_DIR": private / "jupyter-runtime",
        "IPYTHONDIR": private / "ipython",
        "MPLCONFIGDIR": private / "matplotlib",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    return {
        "JUPYTER_PATH": str(private / "jupyter-kernels"),
        **{name: str(place) for name, place in places.items()},
        **dict.fromkeys(ONE_THREAD, "1"),
        "PYTHONHASHSEED": "0",
    }
