#!/usr/bin/env python3
"""How many searches one core serves, beside a bare handler that returns the same bytes.

Starts the built site and the bare handler (server/examples/bare.rs) in turn on core 0 of this
machine's loopback, asks each for the same page with wrk on another core, uncompressed, the same
way and for the same time, and prints both rates and their ratio. The turns alternate, so that a
machine that slows down slows both. The design's budget is a ratio of at least 1/4.

    make load
    python3 tests/load/search_ratio.py --seconds 5 --rounds 3 [--path '/search?q=...']
"""

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATHS = [
    "/search?near=DY10+3ED&need=infant-feeding&age=0.5",
    "/search?near=WR9+9EQ",
    "/search?q=debt",
]
BUDGET = 0.25


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        if answer.status != 200:
            sys.exit(f"{url} answers {answer.status}")
        return answer.read()


class Server:
    """A program on one core, ended with the block whatever happens."""

    def __init__(self, core, command, probe):
        self.command = ["taskset", "-c", str(core), *command]
        self.probe = probe

    def __enter__(self):
        # The program's own settings are those given here, whatever this shell says.
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HUBFINDER_")}
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(self.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=plain)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                fetch(self.probe)
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        self.log.seek(0)
        sys.exit(f"{self.command[3]} did not start:\n{self.log.read().decode(errors='replace')[-2000:]}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def load(core, url, seconds, connections):
    """Asks as fast as answers come; gives answers a second. Fails when an answer is not 200."""
    done = subprocess.run(
        ["taskset", "-c", str(core), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=seconds + 30, check=True,
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        sys.exit(f"{url} did not answer every request:\n{done.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="data/worcestershire", help="the authority's folder")
    parser.add_argument("--path", action="append", help="a page to ask for (may be repeated)")
    parser.add_argument("--seconds", type=int, default=5, choices=range(1, 61), metavar="1-60", help="length of a turn")
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 11), metavar="1-10", help="turns of each")
    parser.add_argument("--connections", type=int, default=16, choices=range(1, 257), metavar="1-256")
    options = parser.parse_args()

    for tool in ("taskset", "wrk"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: `make load` installs what it needs")
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        sys.exit("this machine has one core: server and client would share it, and the figure would mean nothing")
    serving, asking = cores[0], cores[1]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

    site, bare = ROOT / "target/release/hubfinder", ROOT / "target/release/examples/bare"
    for program in (site, bare):
        if not program.exists():
            sys.exit(f"{program.relative_to(ROOT)} is missing: run `make load`")

    print(f"server on core {serving}, wrk on core {asking}, {options.connections} connections, "
          f"{options.rounds} turns of {options.seconds} s each, uncompressed\n")
    print(f"{'page':<52} {'bytes':>7} {'search/s':>9} {'bare/s':>9} {'ratio':>6}")
    worst = 1.0
    with tempfile.TemporaryDirectory(prefix="hubfinder-load-") as folder:
        for path in options.path or PATHS:
            rates = {"site": [], "bare": []}
            body = Path(folder) / "body.html"
            for _ in range(options.rounds):
                port = free_port()
                here = f"http://127.0.0.1:{port}"
                command = [site, "serve", "--listen", f"127.0.0.1:{port}", "--store", f"{folder}/store.sqlite", "--data", options.data]
                with Server(serving, list(map(str, command)), f"{here}/readyz"):
                    body.write_bytes(fetch(here + path))
                    load(asking, here + path, 1, options.connections)
                    rates["site"].append(load(asking, here + path, options.seconds, options.connections))
                port = free_port()
                here = f"http://127.0.0.1:{port}"
                command = [bare, "--listen", f"127.0.0.1:{port}", "--body", body]
                with Server(serving, list(map(str, command)), here):
                    if fetch(here + path) != body.read_bytes():
                        sys.exit("the bare handler returns other bytes")
                    load(asking, here + path, 1, options.connections)
                    rates["bare"].append(load(asking, here + path, options.seconds, options.connections))
            ours, least = statistics.median(rates["site"]), statistics.median(rates["bare"])
            worst = min(worst, ours / least)
            print(f"{path:<52} {body.stat().st_size:>7} {ours:>9.0f} {least:>9.0f} {ours / least:>6.2f}", flush=True)
    print(f"\nlowest ratio {worst:.2f}, budget at least {BUDGET}: {'met' if worst >= BUDGET else 'MISSED'}")


if __name__ == "__main__":
    main()
