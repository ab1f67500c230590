"""Kernels that start warm: copies of one process that has loaded what every page loads.

Where there is no such process, or it does not answer, a page gets an ordinary kernel of its own.
"""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from evalkit.run.kernels.surroundings import KERNEL_PARENT

# A copy is made in a fraction of this; who waits longer gets a kernel of its own.
PATIENCE = 20.0
LAUNCHER = 3


class Copy:
    """A process that is nobody's child here: enough of one for what watches over kernels.

    Attributes
    ----------
    pid : int
        Its number.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return None while it runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        """Return at once: it is asked only when `poll` has said that it ended."""
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """Gives a kernel that is a copy of the kernel parent, or an ordinary one where that does not answer."""

    async def _start(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        folder, environment = kwargs.get("cwd") or Path.cwd(), kwargs.get("env") or os.environ
        request = {"words": cmd[LAUNCHER:], "folder": str(folder), "environment": dict(environment)}
        try:
            number = _asked(request)
        except (OSError, ValueError):
            return await super().launch_kernel(cmd, **kwargs)
        self.process = Copy(number)  # type: ignore[assignment]
        # It leads a session, and so a group, of its own.
        self.pid = self.pgid = number
        self.cwd = folder
        return self.connection_info

    launch_kernel = _start


class WarmKernelManager(AsyncKernelManager):
    """A manager of one kernel that starts warm where it can."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.kernel_id = str(uuid4())
        self.provisioner = WarmProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)


def _asked(request: Mapping[str, object]) -> int:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.settimeout(PATIENCE)
        asking.connect(os.environ.get(KERNEL_PARENT, ""))
        asking.sendall(json.dumps(request).encode() + b"\n")
        return int(asking.makefile("rb").readline())
