#!/usr/bin/env python3
"""Starts a build of the program, asks it each request of a list, and keeps what it answers.

The program runs on a free loopback port with a fresh store in a temporary folder, a clock that stands
still and a public address of its own, so that two builds are asked under the same conditions. OUT then
holds answers.jsonl (a line for each request: its number, status and headers), bodies/ (a file for each),
the program's log and when it ran.

    tests/compare/collect.py --program target/hubfinder --site target/site --requests requests.jsonl --out OUT
"""

import argparse
import collections
import gzip
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_URL = "https://help.example.org"
ASSET = re.compile(rb"/assets/[\w-]+(?:\.[\w-]+)*\.[0-9a-f]{8,}\.\w+")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """The running program, ended with the block whatever happens."""

    def __init__(self, arguments):
        self.folder = tempfile.TemporaryDirectory()
        self.port = free_port()
        # The program's own settings are those given here, whatever this shell says.
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HUBFINDER_")}
        command = [
            arguments.program.resolve(), "serve",
            "--listen", f"127.0.0.1:{self.port}",
            "--store", f"{self.folder.name}/store",
            "--data", arguments.data.resolve(),
            "--site", arguments.site.resolve(),
            "--public-url", PUBLIC_URL,
            "--now", arguments.now,
        ]  # fmt: skip
        self.log = (arguments.out / "program.log").open("wb")
        self.process = subprocess.Popen(command, cwd=ROOT, env=plain, stdout=self.log, stderr=self.log)

    def __enter__(self):
        end = time.monotonic() + 300
        while self.process.poll() is None and time.monotonic() < end:
            try:
                if ask(self.connect(), {"method": "GET", "path": "/readyz"})[0] == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        sys.exit(f"The program did not start: {self.log.name} says why.")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        self.folder.cleanup()

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


def ask(connection, request):
    """Status, headers and body of an answer."""
    headers = {"Accept-Encoding": "identity", **request.get("headers", {})}
    body = request.get("body")
    connection.request(request["method"], request["path"], body and body.encode(), headers)
    answer = connection.getresponse()
    return answer.status, sorted((name.lower(), value) for name, value in answer.getheaders()), answer.read()


class Collector:
    def __init__(self, program, out):
        self.program = program
        self.out = out
        self.local = threading.local()
        self.assets = set()

    def answer(self, numbered):
        """The line of one request; its body goes to its file."""
        number, request = numbered
        status, headers, body = self.ask(request)
        encoding = dict(headers).get("content-encoding")
        if encoding == "gzip" and body:
            body = gzip.decompress(body)
        # Nothing in the standard library reads Brotli; the same page was asked for without it.
        if encoding == "br":
            body = b""
        self.assets.update(address.decode() for address in ASSET.findall(body))
        (self.out / "bodies" / f"{number:05}").write_bytes(body)
        if number % 500 == 0:
            print(f"{number} answers", file=sys.stderr, flush=True)
        return {"number": number, "request": request, "status": status, "headers": headers}

    def ask(self, request):
        for last in (False, True):
            connection = getattr(self.local, "connection", None)
            if connection is None:
                connection = self.local.connection = self.program.connect()
            try:
                return ask(connection, request)
            # A connection that the program closed meanwhile; a second time it is no chance.
            except (OSError, http.client.HTTPException):
                connection.close()
                self.local.connection = None
                if last or self.program.process.poll() is not None:
                    raise


def collect(program, requests, out, at_once):
    collector = Collector(program, out)
    numbered = list(enumerate(requests, start=1))
    reading = [one for one in numbered if "body" not in one[1]]
    # What is sent stands in an order: the site counts messages.
    sending = [one for one in numbered if "body" in one[1]]
    with ThreadPoolExecutor(at_once) as pool:
        lines = list(pool.map(collector.answer, reading))
    lines += map(collector.answer, sending)
    # The files that the pages named, and those that these name in turn.
    asked = set()
    while files := sorted(collector.assets - asked):
        asked.update(files)
        follow = ({"method": "GET", "path": address} for address in files)
        lines += list(map(collector.answer, enumerate(follow, start=len(lines) + 1)))
    with (out / "answers.jsonl").open("w") as text:
        text.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in sorted(lines, key=lambda line: line["number"]))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/hubfinder")
    parser.add_argument("--site", type=Path, default=ROOT / "target/site", help="the folder of the site's files")
    parser.add_argument("--data", type=Path, default=ROOT / "data/worcestershire", help="the county's folder")
    parser.add_argument("--requests", type=Path, required=True, help="the list, as addresses.py writes it")
    parser.add_argument("--out", type=Path, required=True, help="a folder; what was in it from an earlier run goes")
    parser.add_argument("--now", default="2026-11-26T10:30:00Z", help="what the program's clock says")
    parser.add_argument("--at-once", type=int, default=2, help="requests at a time")
    parser.add_argument("--every", type=int, default=1, help="only each so many-th request, for a quick look")
    arguments = parser.parse_args()
    requests = [json.loads(line) for line in arguments.requests.read_text().splitlines()][:: arguments.every]
    shutil.rmtree(arguments.out / "bodies", ignore_errors=True)
    (arguments.out / "bodies").mkdir(parents=True)
    began = datetime.now(timezone.utc)
    with Program(arguments) as program:
        lines = collect(program, requests, arguments.out, arguments.at_once)
    ended = datetime.now(timezone.utc)
    about = {"began": began.isoformat(), "ended": ended.isoformat(), "now": arguments.now}
    (arguments.out / "about.json").write_text(json.dumps(about))
    statuses = collections.Counter(line["status"] for line in lines)
    print(f"{len(lines)} answers in {(ended - began).seconds} s: {dict(sorted(statuses.items()))}")
    complaints = [line for line in (arguments.out / "program.log").read_text().splitlines() if re.search(r"ERROR|panick", line)]
    if complaints or any(status >= 500 for status in statuses):
        print(f"{len(complaints)} complaints in {arguments.out}/program.log; first:", *complaints[:3], sep="\n")


if __name__ == "__main__":
    main()
