#!/usr/bin/env python3
"""How many answers one core serves, beside a bare handler and nginx that return the same bytes.

Serves on core 0 of this machine's loopback, in turn, the built site, the bare axum handler
(server/examples/bare.rs) and nginx with the answer as a file, asks each with wrk on another core,
uncompressed, the same way and for the same time, and prints rates, the median and the 99th
percentile of the wait, and the ratios. Turns alternate, so that a machine that slows down slows
all. A search is never asked for twice in a row: each sort of search walks through thousands of
addresses made of the folder's postcodes and needs, ages and the golden questions, and the other two
return the first of them that is about as long as the middle one. Then one longer run of a mix, as
people use the site, with the memory before and after and in between, and searches asked for at a
steady rate, where a wait counts from the moment at which the question was due. The budgets are those of
docs/performance.md.

    make load
    python3 tests/load/over_http.py --seconds 5 --rounds 3 [--path '/search?q=...'] [--mix 60]
"""

import argparse
import csv
import http.client
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target/release/hubfinder"
BARE = ROOT / "target/release/examples/bare"
PAGES = [
    "/",
    "/services/wands-family-hub",
    "/needs/sleep",
    "/api/search?near=WR9+9EQ",
    "/api/suggest?q=my+baby+wont",
    "/map.geojson",
]
AGES = ["pregnancy", "0.5", "3", "7", "11", "14", "17"]
# Different addresses of each sort of search.
WALK = 3000
# What a hundred requests are, about: most people search, look at results, and type in between.
MIX = {
    "/": 10,
    "/search?near=DY10+3ED&need=infant-feeding&age=0.5": 10,
    "/search?q=lecky+meter+empty&near=B98": 10,
    "/search?q=my+14+year+old+wont+go+to+school+redditch": 10,
    "/search?near=WR9+9EQ": 5,
    "/services/wands-family-hub": 10,
    "/services/family-front-door": 5,
    "/needs/sleep": 5,
    "/hubs?near=WR9+9EQ": 3,
    "/api/suggest?q=not+sle": 20,
    "/api/suggest?q=deb": 5,
    "/api/search?near=WR9+9EQ": 5,
    "/map.geojson": 2,
}
# Of the bare handler's rate, for a search with a postcode, a need and an age.
BUDGET = 1 / 12
# Questions a second, and what 99 of a hundred waits must not be above, in milliseconds.
STEADY = {"searches: postcode, need, age": (500, 5), "searches: sentence": (60, 25)}
LUA = """
local paths = {}
for line in io.lines(os.getenv("HUBFINDER_PATHS")) do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("FIGURES %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
"""
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; keepalive_requests 100000000; default_type text/html;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}; location / {{ try_files /answer =404; }} }}
}}
"""


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
        self.command = ["taskset", "-c", str(core), *map(str, command)]
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

    def megabytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


class Load:
    """Asks as fast as answers come, so many connections at once, for so long."""

    def __init__(self, core, folder, connections):
        self.core, self.connections = core, connections
        self.script, self.paths = Path(folder) / "load.lua", Path(folder) / "paths"
        self.script.write_text(LUA)

    def run(self, here, paths, seconds):
        """Answers a second, median and 99th percentile in milliseconds, errors."""
        self.paths.write_text("\n".join(paths) + "\n")
        done = subprocess.run(
            ["taskset", "-c", str(self.core), "wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "-s", self.script, here],
            capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=seconds + 30, check=True,
            env={**os.environ, "HUBFINDER_PATHS": str(self.paths)},
        )
        requests, micros, median, late, errors = map(int, re.search(r"FIGURES (.*)", done.stdout).group(1).split())
        return requests / (micros / 1e6), median / 1e3, late / 1e3, errors


def column(file, name):
    with open(file, encoding="utf-8-sig", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines)]


def walks(data):
    """The sorts of searches by name, each with its addresses, the same in every run."""
    chance = random.Random(1)
    data = ROOT / data
    postcodes, needs = column(data / "postcodes.csv", "postcode"), column(data.parent / "national/needs.csv", "slug")
    questions = column(ROOT / "tests/relevance/questions.csv", "query")

    def search(**asked):
        return "/search?" + urllib.parse.urlencode({name: chance.choice(values) for name, values in asked.items()})

    return {
        "searches: postcode, need, age": [search(near=postcodes, need=needs, age=AGES) for _ in range(WALK)],
        "searches: postcode": [search(near=postcodes) for _ in range(WALK)],
        "searches: sentence": [search(q=questions) for _ in range(WALK)],
        "searches: sentence, postcode": [search(q=questions, near=postcodes) for _ in range(WALK)],
    }


def middle_page(here, paths):
    """The page of middle length among the first answers."""
    pages = sorted((fetch(here + path) for path in paths[:51]), key=len)
    return pages[len(pages) // 2]


def site_command(port, folder, data):
    return [PROGRAM, "serve", "--listen", f"127.0.0.1:{port}", "--store", f"{folder}/store.sqlite", "--data", data]


def compare(options, serving, load, folder):
    print(f"{'answer':<54} {'bytes':>7} {'site/s':>8} {'p50 ms':>7} {'p99 ms':>7} {'bare/s':>8} {'nginx/s':>8} "
          f"{'of bare':>7} {'of nginx':>8}")
    ratio = None
    body = Path(folder) / "answer"
    asked = {path: [path] for path in options.path or PAGES}
    if not options.path:
        asked = {**walks(options.data), **asked}
    for what, paths in asked.items():
        figures = {"site": [], "bare": [], "nginx": []}
        for _ in range(options.rounds):
            for name in figures:
                port = free_port()
                here = f"http://127.0.0.1:{port}"
                if name == "site":
                    command, probe = site_command(port, folder, options.data), f"{here}/readyz"
                elif name == "bare":
                    command, probe = [BARE, "--listen", f"127.0.0.1:{port}", "--body", body], here
                else:
                    settings = Path(folder) / "nginx.conf"
                    settings.write_text(NGINX.format(folder=folder, port=port))
                    command, probe = ["nginx", "-c", settings], here
                with Server(serving, command, probe):
                    if name == "site":
                        body.write_bytes(middle_page(here, paths))
                    elif fetch(here + paths[0]) != body.read_bytes():
                        sys.exit(f"{name} returns other bytes")
                    load.run(here, paths, 1)
                    rate, median, late, errors = load.run(here, paths, options.seconds)
                    if errors:
                        sys.exit(f"{name} did not answer {errors} requests for {what}")
                    figures[name].append((rate, median, late))
        middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
        site, bare, nginx = middle["site"], middle["bare"], middle["nginx"]
        ratio = ratio or site[0] / bare[0]
        print(f"{what:<54} {body.stat().st_size:>7} {site[0]:>8.0f} {site[1]:>7.2f} {site[2]:>7.2f} {bare[0]:>8.0f} {nginx[0]:>8.0f} "
              f"{site[0] / bare[0]:>7.2f} {site[0] / nginx[0]:>8.2f}", flush=True)
    print(f"\nthe first row's share of the bare handler's rate is {ratio:.2f}, budget at least {BUDGET:.2f}: "
          f"{'met' if ratio >= BUDGET else 'MISSED'}")


def mixed(options, serving, load, folder):
    # Spread, so that the same page is never asked for many times in a row.
    paths = sorted((step / weight, path) for path, weight in MIX.items() for step in range(weight))
    paths = [path for _, path in paths]
    port = free_port()
    here = f"http://127.0.0.1:{port}"
    with Server(serving, site_command(port, folder, options.data), f"{here}/readyz") as server:
        known = [path for path in paths if path in MIX]
        for path in MIX:
            fetch(here + path)
        memory, stop = [server.megabytes()], threading.Event()

        def watch():
            while not stop.wait(options.mix / 20):
                memory.append(server.megabytes())

        watcher = threading.Thread(target=watch)
        watcher.start()
        rate, median, late, errors = load.run(here, known, options.mix)
        stop.set()
        watcher.join()
        print(f"\na mix of {len(MIX)} addresses for {options.mix} s: {rate:.0f}/s, median {median:.2f} ms, p99 {late:.2f} ms, "
              f"{errors} errors; memory {memory[0]:.0f} MB at the start, {max(memory):.0f} at the most, {server.megabytes():.0f} at the end")
        if errors:
            sys.exit("not every request was answered")


def waits_at(port, paths, rate, seconds, threads=8):
    """Waits in milliseconds, from the moment at which each question was due."""
    begin = time.monotonic() + 0.2
    waits = []

    def ask(first):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for at in range(first, rate * seconds, threads):
            due = begin + at / rate
            time.sleep(max(0, due - time.monotonic()))
            connection.request("GET", paths[at % len(paths)], headers={"Accept-Encoding": "identity"})
            if connection.getresponse().read() == b"":
                sys.exit(f"{paths[at % len(paths)]} answers nothing")
            waits.append((time.monotonic() - due) * 1e3)

    asking = [threading.Thread(target=ask, args=(first,)) for first in range(threads)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    return sorted(waits)


def steady(options, serving, asking, folder):
    port = free_port()
    with Server(serving, site_command(port, folder, options.data), f"http://127.0.0.1:{port}/readyz"):
        os.sched_setaffinity(0, {asking})
        for what, (rate, budget) in STEADY.items():
            waits = waits_at(port, walks(options.data)[what], rate, options.steady)
            late = waits[int(len(waits) * 0.99)]
            print(f"{what}, {rate} a second for {options.steady} s: median {statistics.median(waits):.2f} ms, p99 {late:.2f} ms, "
                  f"budget {budget} ms: {'met' if late <= budget else 'MISSED'}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="data/worcestershire", help="the authority's folder")
    parser.add_argument("--path", action="append", help="an address to ask for (may be repeated)")
    parser.add_argument("--seconds", type=int, default=5, choices=range(1, 61), metavar="1-60", help="length of a turn")
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 11), metavar="1-10", help="turns of each")
    parser.add_argument("--mix", type=int, default=60, choices=range(0, 601), metavar="0-600", help="seconds of the mix")
    parser.add_argument("--steady", type=int, default=20, choices=range(0, 601), metavar="0-600", help="seconds at a steady rate")
    parser.add_argument("--connections", type=int, default=16, choices=range(1, 257), metavar="1-256")
    options = parser.parse_args()

    for tool in ("taskset", "wrk", "nginx"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: `make load` installs what it needs")
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        sys.exit("this machine has one core: server and client would share it, and the figure would mean nothing")
    serving, asking = cores[0], cores[1]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for program in (PROGRAM, BARE):
        if not program.exists():
            sys.exit(f"{program} is missing: run `make load`")

    print(f"server on core {serving}, wrk on core {asking}, {options.connections} connections, "
          f"{options.rounds} turns of {options.seconds} s each, uncompressed\n")
    with tempfile.TemporaryDirectory(prefix="hubfinder-load-") as folder:
        os.chmod(folder, 0o755)
        load = Load(asking, folder, options.connections)
        compare(options, serving, load, folder)
        if options.mix and not options.path:
            mixed(options, serving, load, folder)
        if options.steady and not options.path:
            steady(options, serving, asking, folder)


if __name__ == "__main__":
    main()
