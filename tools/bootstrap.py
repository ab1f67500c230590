"""Make the project's own environment, .venv, from the lock; do nothing when it is already as the lock says.

Works with the standard library alone. Written without newer syntax, so that an old Python can
read it far enough to say that it is too old.
"""

from __future__ import print_function

import hashlib
import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSIONS = ("3.13", "3.12", "3.11")
NEEDED_BYTES = 2 * 10**9
STAMP = "evalkit.stamp"
LOG = "install.log"
CHOSEN = "--chosen"
PROBE = """
import json, sys
try:
    import ensurepip, venv
    complete = True
except ImportError:
    complete = False
# Of an active environment, the Python it was made by: it stays when the environment is removed.
path = getattr(sys, "_base_executable", None) or sys.executable
print(json.dumps({"version": list(sys.version_info[:3]), "path": path, "complete": complete}))
"""
# What pip's log says, in lower case, and what the reader can do about it.
NEXT_STEPS = (
    ("no space left", "The disk (or the folder for temporary files, TMPDIR) is full: free some space, run it again."),
    ("do not match the hashes", "A package is not the one the lock names: run it again, or mend the WHEELS folder."),
    ("requires-python", "No file in reach fits this Python: choose another one with PYTHON=."),
    ("no matching distribution", "Check the network; offline, name a folder of wheels for this Python with WHEELS=."),
    ("could not find a version", "Check the network; offline, name a folder of wheels for this Python with WHEELS=."),
    ("connection", "Check the network or the proxy, then run it again; offline, use WHEELS=folder."),
    ("certificate", "The network's certificate is not trusted: ask who runs it, or use WHEELS=folder."),
)
# Private addresses of package servers never reach the screen.
HIDDEN = ("looking in", "ignoring", "warning", "[notice]", "location:")


class SetupFault(Exception):
    """Something the reader must mend before the environment can be made."""


def main(arguments):
    """Make or keep the environment; return the exit code. Arguments are refused, so that a slip changes nothing."""
    if arguments not in ([], [CHOSEN]):
        print("Makes .venv from requirements.lock. Takes no arguments, only PYTHON=, WHEELS= in the environment.")
        return 2
    try:
        if is_current(ROOT, os.environ.get("PYTHON", "")):
            return 0
        if not arguments:
            wanted = os.environ.get("PYTHON", "")
            chosen = (not wanted and kept(ROOT)) or choose(find_pythons(wanted), wanted)
            return subprocess.call([chosen["path"], os.path.abspath(__file__), CHOSEN])
        make_environment(ROOT, sys.executable, os.environ.get("WHEELS", ""))
    except SetupFault as fault:
        print("\n%s" % fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again; the unfinished .venv will be made anew.", file=sys.stderr)
        return 130
    return 0


def is_current(root, wanted=""):
    """Say whether .venv was finished, in this place, from this lock and project file, and still starts."""
    stamp = read_stamp(root)
    if stamp is None or stamp != dict(digests(root), python=stamp.get("python"), place=root):
        return False
    here = probe(venv_python(root))
    if here is None or short(here) != stamp["python"]:
        return False
    if not wanted:
        return True
    asked = probe(wanted)
    return asked is not None and short(asked) == stamp["python"]


def kept(root):
    """Return the Python that a finished .venv was made by, so that bringing it up to date keeps it; else None."""
    here = probe(venv_python(root)) if read_stamp(root) else None
    return here if here is not None and here["complete"] and short(here) in VERSIONS else None


def digests(root):
    """Return the digests of the two files that decide what is installed."""
    return {"lock": digest(root, "requirements.lock"), "project": digest(root, "pyproject.toml")}


def digest(root, name):
    """Return the SHA-256 of a text file of the project; line ends do not count."""
    with open(os.path.join(root, name), "rb") as file:
        return hashlib.sha256(file.read().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp(root):
    """Return what the stamp says, or None where there is none that can be read."""
    try:
        with open(os.path.join(root, ".venv", STAMP)) as file:
            stamp = json.load(file)
    except (IOError, OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def find_pythons(wanted=""):
    """Return what is known of each Python in reach, or of the wanted one alone."""
    if wanted:
        names = [wanted]
    else:
        names = ["python%s" % version for version in VERSIONS] + ["python3", "python", sys.executable]
    found = [probe(name) for name in names]
    if os.name == "nt" and not wanted:
        found += [probe("py", "-%s" % version) for version in VERSIONS]
    return [python for python in found if python is not None]


def probe(*command):
    """Return version, path and completeness of one Python, or None if it does not start."""
    try:
        process = subprocess.Popen(command + ("-c", PROBE), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return json.loads(process.communicate()[0].decode("utf-8"))
    except (OSError, ValueError):
        return None


def choose(found, wanted=""):
    """Return the newest fitting Python that can make environments; say plainly if there is none."""
    fitting = [python for python in found if short(python) in VERSIONS]
    complete = [python for python in fitting if python["complete"]]
    if complete:
        return min(complete, key=lambda python: VERSIONS.index(short(python)))
    if fitting:
        raise SetupFault(missing_ensurepip(fitting[0]))
    raise SetupFault(nothing_fits(found, wanted))


def missing_ensurepip(python):
    """Return what to install where the system ships Python without its parts for environments."""
    return (
        "Python %s (%s) fits, but comes without ensurepip, so it cannot make an environment.\n"
        "Debian and Ubuntu: sudo apt install python3-venv   (or python%s-venv if that is not the system's Python)\n"
        "Other systems: install Python from its own installer. Then run the same command again."
        % (full(python), python["path"], short(python))
    )


def nothing_fits(found, wanted):
    """Return which Pythons were seen and what to do."""
    seen = sorted(set("%s (%s)" % (full(python), python["path"]) for python in found))
    return "evalkit needs Python 3.13, 3.12 or 3.11.\nFound: %s\n%s" % (
        "; ".join(seen) or ("nothing that starts as %s" % wanted if wanted else "none"),
        "Install one of them (Debian and Ubuntu: sudo apt install python3 python3-venv),\n"
        "or name one: make run PYTHON=/path/to/python3",
    )


def short(python):
    """Return a version as 3.11."""
    return "%d.%d" % tuple(python["version"][:2])


def full(python):
    """Return a version as 3.11.7."""
    return ".".join(str(part) for part in python["version"])


def make_environment(root, python, wheels):
    """Install what the lock names, then the project; write the stamp last."""
    folder = os.path.join(root, ".venv")
    wheels = wheels_folder(wheels)
    stamp = read_stamp(root)
    usable = stamp is not None and stamp.get("place") == root and stamp.get("python") == running()
    if not (usable and stamp.get("lock") == digest(root, "requirements.lock") and probe(venv_python(root))):
        clear(folder)
        check_disk(root, shutil.disk_usage(root).free)
        print("Making .venv with Python %s (%s)" % (running(), python))
        run_step([python, "-m", "venv", folder], root, "The environment could not be made.")
        print("Installing the packages of requirements.lock; the first time this takes some minutes")
        options = ["--require-hashes", "--only-binary", ":all:", "--compile", "-r", "requirements.lock"]
        run_step(pip(root, wheels) + options, root, "The packages could not be installed.")
    else:
        os.remove(os.path.join(folder, STAMP))
    print("Installing evalkit itself")
    options = ["--no-deps", "--no-build-isolation", "-e", "."]
    run_step(pip(root, wheels) + options, root, "The project itself could not be installed.")
    write_stamp(root)
    print("The environment is ready.\n")


def wheels_folder(wheels):
    """Return the folder of wheels as a full path, or nothing; refuse one without wheels."""
    if not wheels:
        return ""
    folder = os.path.abspath(wheels)
    if not os.path.isdir(folder) or not any(name.endswith(".whl") for name in os.listdir(folder)):
        raise SetupFault(
            "WHEELS=%s holds no wheels (files that end in .whl).\n"
            "Fill it on a machine with network: python -m pip download --require-hashes --only-binary :all: "
            "-r requirements.lock -d wheels" % wheels
        )
    return folder


def check_disk(root, free):
    """Refuse to begin where the environment would not fit."""
    if free < NEEDED_BYTES:
        raise SetupFault(
            "Free disk space: %.1f GB found, %.1f GB needed (%s).\n"
            "Free some space or move the folder to a larger disk, then run the same command again."
            % (free / 1e9, NEEDED_BYTES / 1e9, root)
        )


def clear(folder):
    """Remove an environment that was never finished or was made from another lock."""
    if os.path.isdir(folder):
        print("Removing a .venv that is unfinished, moved or out of date")
        shutil.rmtree(folder)


def pip(root, wheels):
    """Return the beginning of an install command."""
    command = [venv_python(root), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    return command + (["--no-index", "--find-links", wheels] if wheels else [])


def venv_python(root):
    """Return the path of the environment's Python."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(root, ".venv", *parts)


def run_step(command, root, problem):
    """Run one command with its words kept in the log; show the last plain ones if it fails."""
    folder = os.path.join(root, ".venv")
    if not os.path.isdir(folder):
        os.mkdir(folder)
    path = os.path.join(folder, LOG)
    with open(path, "ab") as log:
        start = log.tell()
        code = subprocess.call(command, cwd=root, env=clean_environment(), stdout=log, stderr=subprocess.STDOUT)
    if code:
        with open(path, "rb") as log:
            log.seek(start)
            raise SetupFault(explain(problem, log.read().decode("utf-8", "replace")))


def clean_environment():
    """Return the caller's environment without settings that would put packages elsewhere."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def explain(problem, text):
    """Return the problem, the last plain lines of a log, and the next step."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    plain = [line for line in lines if not line.lower().startswith(HIDDEN) and "://" not in line]
    steps = [step for sign, step in NEXT_STEPS if sign in text.lower()]
    return "\n".join(
        [problem]
        + ["    %s" % line[:200] for line in plain[-4:]]
        + [steps[0] if steps else "Run the same command again; if it fails again, read the log.", "Log: .venv/%s" % LOG]
    )


def running():
    """Return the version of the Python that runs this file, as 3.11."""
    return "%d.%d" % sys.version_info[:2]


def write_stamp(root):
    """Say that the environment is finished: what it was made from, by which Python, and where."""
    path = os.path.join(root, ".venv", STAMP)
    with open(path + ".new", "w") as file:
        json.dump(dict(digests(root), python=running(), place=root), file, indent=1, sort_keys=True)
    os.replace(path + ".new", path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
