"""The program under test: started, asked, measured and ended."""

import csv
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Stands in every summary of a folder that is told from another by it.
MARK = " Marked for a test."
# Longer than the program may take to end by itself.
LONGEST_END = 25
# How soon a store that is lost must be noticed.
LONGEST_NOTICE = 15


class Fault(Exception):
    """Something that must not be."""


def expect(true, what):
    if not true:
        raise Fault(what)


class Build:
    """The program with the site's files and a folder of records."""

    def __init__(self, program, site, data):
        self.program, self.site, self.data = program, site, data
        # The program's own settings are those given here, whatever this shell says.
        self.variables = {name: value for name, value in os.environ.items() if not name.startswith("HUBFINDER_")}

    def command(self, *words):
        return [str(word) for word in [self.program, *words]]

    def start(self, *words, **more):
        return subprocess.Popen(self.command(*words), cwd=ROOT, env=self.variables, stdin=subprocess.DEVNULL, **more)

    def run(self, *words, seconds=120):
        """Runs a command to its end: its exit code, and all that it said."""
        done = subprocess.run(self.command(*words), cwd=ROOT, env=self.variables, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=seconds, check=False)  # fmt: skip
        said = (done.stdout + done.stderr).decode(errors="replace")
        expect("panicked" not in said, f"hubfinder {words[0]} panicked: {said[-300:]}")
        return done.returncode, said

    def must(self, *words):
        code, said = self.run(*words)
        expect(code == 0, f"hubfinder {words[0]} ended with {code}: {said[-300:]}")
        return said

    def load(self, store, data=None):
        return self.must("load", "--store", store, "--data", data or self.data)


class Site:
    """A site that runs; ended with the block whatever happens."""

    def __init__(self, build, store, *more, data=None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # Not beside the store, whose disk may be full.
        self.written = tempfile.NamedTemporaryFile(suffix=".log")
        self.words = ["serve", "--listen", f"127.0.0.1:{self.port}", "--store", store, "--data", data or build.data,
                      "--site", build.site, *more]  # fmt: skip
        self.build = build

    def __enter__(self):
        self.process = self.build.start(*self.words, stdout=self.written, stderr=self.written)
        begun = time.monotonic()
        while time.monotonic() - begun < 60:
            if self.process.poll() is not None:
                raise Fault(f"the site did not start: {self.said()[-300:]}")
            try:
                if self.get("/healthz")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        raise Fault("the site was not ready in a minute")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.written.close()

    def said(self):
        return Path(self.written.name).read_text(errors="replace")

    def ask(self, method, path, body=None, headers=None, seconds=20):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def get(self, path):
        return self.ask("GET", path)

    def json(self, path):
        status, body = self.get(path)
        expect(status in (200, 503), f"{path} answered {status}")
        return json.loads(body)

    def tell(self, words, address="192.0.2.1"):
        """Sends a message about the first service: the status and the page."""
        service = self.json("/api/search")["results"][0]["id"]
        form = urllib.parse.urlencode({"words": words})
        headers = {"content-type": "application/x-www-form-urlencoded", "x-forwarded-for": address}
        status, page = self.ask("POST", f"/feedback/services/{service}", form, headers)
        return status, page.decode()

    def until_ready(self, wanted):
        begun = time.monotonic()
        while time.monotonic() - begun < LONGEST_NOTICE:
            said = self.json("/readyz")
            if said["ready"] == wanted:
                return said
            time.sleep(0.1)
        errors = [line for line in self.said().splitlines() if " ERROR " in line]
        raise Fault(f"/readyz still says {said}; the log: {errors[-2:]}")

    def memory(self):
        """Megabytes that it holds, and how many files."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        held = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(held.split()[1]) / 1024, len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def end(self):
        """Tells it to end, and gives the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:
            raise Fault(f"SIGTERM did not end it in {LONGEST_END} seconds") from None
        expect(code == 0, f"SIGTERM ended it with {code}")
        return time.monotonic() - begun


def copy_folder(source, to):
    """Copies a folder of records, and the national one that stands beside it, with a mark in the summary of every service."""
    for one, copy in ((Path(source), Path(to)), (Path(source).parent / "national", Path(to).parent / "national")):
        if not one.exists() or copy.exists():
            continue
        shutil.copytree(one, copy, ignore=shutil.ignore_patterns("*.md"))
        with open(copy / "services.csv", newline="") as file:
            rows = list(csv.reader(file))
        column = rows[0].index("summary")
        for row in rows[1:]:
            row[column] += MARK
        with open(copy / "services.csv", "w", newline="") as file:
            csv.writer(file).writerows(rows)


def integrity(store):
    """What SQLite says of a store, and how many services, messages and marked services it holds."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        said = database.execute("PRAGMA integrity_check").fetchone()[0]
        count = lambda table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: E731
        return said, count("service"), count("feedback"), count(f"service WHERE body LIKE '%{MARK}%'")
    finally:
        database.close()
