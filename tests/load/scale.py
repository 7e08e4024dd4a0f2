#!/usr/bin/env python3
"""How the program grows: start, memory, and answers with 2,000, 20,000 and 100,000 services.

Makes an invented directory of each size (hubfinder generate) in a temporary folder, starts the
built program on it on this machine's loopback, and prints how long the first and a later start
took, what it holds in memory, and for each kind of answer the median and 99th percentile of many
questions asked one after the other. Then another process imports one service into the store while
the program runs, new and then changed, and it prints how long until a search found it. Last, as
many postcodes again come in by hubfinder import postcodes.

    make scale
    python3 tests/load/scale.py --sizes 2000,20000,100000 --postcodes 25000,200000,1700000
"""

import argparse
import csv
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("HUBFINDER_PROGRAM", ROOT / "target/release/hubfinder")).absolute()
WORDS = ["my baby will not sleep", "debt", "my 14 year old wont go to school", "food bank", "he shouts at me", "youth club"]
MAPPING = """[source]
title = "One list"
licence = "OGL v3"
date = "2026-10"
[columns]
id = "Ref"
name = "Title"
organization = "Who"
phone = "Tel"
[defaults]
area = "county"
needs = "NEED"
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command):
    """Runs a command to its end: seconds, and megabytes at the most."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([PROGRAM, *map(str, command)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"hubfinder {command[0]} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return time.monotonic() - begun, used.ru_maxrss / 1024


class Site:
    """The program on a folder; ended with the block whatever happens."""

    def __init__(self, folder):
        self.port = free_port()
        self.command = [PROGRAM, "serve", "--listen", f"127.0.0.1:{self.port}", "--store", folder / "store.sqlite",
                        "--data", folder / "data"]

    def __enter__(self):
        begun = time.monotonic()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(list(map(str, self.command)), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        while time.monotonic() - begun < 300 and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=300).read()
                self.started = time.monotonic() - begun
                self.line = HTTPConnection("127.0.0.1", self.port, timeout=30)
                return self
            except OSError:
                time.sleep(0.01)
        said = self.said()
        self.__exit__()
        sys.exit(f"the program did not start:\n{said[-2000:]}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def megabytes(self, what="VmRSS"):
        status = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line for line in status if line.startswith(what)).split()[1]) / 1024

    def get(self, path):
        begun = time.perf_counter()
        self.line.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = self.line.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{path} answers {answer.status}")
        return body, (time.perf_counter() - begun) * 1000

    def times(self, paths):
        for path in paths[:5]:
            self.get(path)
        taken = sorted(self.get(path)[1] for path in paths)
        return taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.99))]


def questions(folder, chosen):
    """Addresses of each kind, about places and services that exist there."""
    with open(folder / "data/postcodes.csv", newline="") as file:
        postcodes = [row["postcode"] for row in csv.DictReader(file)]
    with open(folder / "data/services.csv", newline="") as file:
        services = [row["id"] for row in csv.DictReader(file)]
    with open(folder / "data/needs.csv", newline="") as file:
        needs = [row["slug"] for row in csv.DictReader(file)]

    def ask(**pairs):
        return urllib.parse.urlencode(pairs)

    def near():
        return chosen.choice(postcodes)

    return {
        "search: postcode, need, age": [f"/api/search?{ask(near=near(), need=chosen.choice(needs), age=chosen.randint(0, 18))}" for _ in range(300)],
        "search: a sentence": [f"/api/search?{ask(q=chosen.choice(WORDS), near=near())}" for _ in range(300)],
        "search: everything": ["/api/search"] * 40,
        "search page: postcode, need": [f"/search?{ask(near=near(), need=chosen.choice(needs))}" for _ in range(300)],
        "one service": [f"/services/{chosen.choice(services)}" for _ in range(300)],
        "suggestions": [f"/api/suggest?{ask(q=words[:cut])}" for words in WORDS for cut in range(3, len(words), 2)],
        "map, 20 miles around": [f"/map.geojson?{ask(near=near(), within=20)}" for _ in range(40)],
        "map, everything": ["/map.geojson"] * 5,
        "feed, a page of 50": [f"/oruk/services?{ask(page=chosen.randint(1, max(1, len(services) // 50)), per_page=50)}" for _ in range(60)],
    }


def put_in(folder, site, what, word):
    """Imports one service whose name holds a word that nobody has, and waits until it is found."""
    (folder / "list.csv").write_text(f"Ref,Title,Who,Tel\none,{word} for families,One Trust,01632 960001\n")
    with open(folder / "data/needs.csv", newline="") as file:
        need = next(csv.DictReader(file))["slug"]
    (folder / "mapping.toml").write_text(MAPPING.replace("NEED", need))
    taken, most = run("import", "services", folder / "list.csv", "--mapping", folder / "mapping.toml", "--name", "one-list",
                      "--store", folder / "store.sqlite", "--data", folder / "data")
    imported = time.monotonic()
    site.line.close()  # It may have stood idle for too long; the next question opens it again.
    while time.monotonic() - imported < 30:
        results = json.loads(site.get(f"/api/search?q={word}")[0])["results"]
        if any(result["name"].startswith(word) for result in results):
            later = time.monotonic() - imported
            time.sleep(0.5)  # The log's lines are gathered before they are written.
            shown = re.findall(r"put into the index, in (\d+) ms", site.said())[-1]
            print(f"  {what}: import {taken:.2f} s ({most:.0f} MB), found {later:.2f} s later, of which taking over {shown} ms", flush=True)
            return
        time.sleep(0.01)
    sys.exit(f"{what}: NOT found within 30 s of the import")


def measure(services, postcodes, again):
    with tempfile.TemporaryDirectory(prefix="hubfinder-scale-") as name:
        folder = Path(name)
        made, _ = run("generate", "--services", services, "--postcodes", postcodes, "--out", folder / "data")
        print(f"\n{services} services, {postcodes} postcodes, made in {made:.1f} s", flush=True)
        with Site(folder) as site:
            index = re.search(r"made the search index of (.*) entries in (\d+) ms", site.said())
            print(f"  first start {site.started:.2f} s, of which the index of {index[1]} entries {int(index[2]) / 1000:.2f} s; "
                  f"memory {site.megabytes():.0f} MB, at the most {site.megabytes('VmHWM'):.0f}", flush=True)
        sizes = sum(file.stat().st_size for file in (folder / "store.sqlite.index").iterdir())
        store = (folder / "store.sqlite").stat().st_size
        with Site(folder) as site:
            print(f"  later start {site.started:.2f} s; memory {site.megabytes():.0f} MB, at the most {site.megabytes('VmHWM'):.0f}; "
                  f"store {store / 1e6:.0f} MB, index {sizes / 1e6:.1f} MB", flush=True)
            for kind, paths in questions(folder, random.Random(1)).items():
                median, late = site.times(paths)
                print(f"  {kind:<32} {len(paths):>4} asked, median {median:>8.2f} ms, p99 {late:>8.2f} ms", flush=True)
            print(f"  memory after these {site.megabytes():.0f} MB", flush=True)
            put_in(folder, site, "one new service", "quokkadrome")
            put_in(folder, site, "the same, changed", "wombatorium")
            print(f"  memory at the end {site.megabytes():.0f} MB, at the most {site.megabytes('VmHWM'):.0f}", flush=True)
        if again:
            with open(folder / "data/postcodes.csv", newline="") as file, open(folder / "nspl.csv", "w") as out:
                out.write("pcds,doterm,lad25cd,lat,long\n")
                for row in csv.DictReader(file):
                    out.write(f"{row['postcode']},,{row['lad_code']},{row['latitude']},{row['longitude']}\n")
            taken, most = run("import", "postcodes", folder / "nspl.csv", "--all", "--store", folder / "store.sqlite",
                              "--data", folder / "data")
            print(f"  import postcodes: {postcodes} in {taken:.1f} s with {most:.0f} MB at the most", flush=True)
            with Site(folder) as site:
                print(f"  start after it {site.started:.2f} s; memory {site.megabytes():.0f} MB, at the most {site.megabytes('VmHWM'):.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="2000,20000,100000", help="numbers of services")
    parser.add_argument("--postcodes", default="25000,200000,1700000", help="numbers of postcodes, one for each size")
    parser.add_argument("--without-import", action="store_true", help="leave out the import of postcodes")
    options = parser.parse_args()
    sizes, postcodes = ([int(part) for part in text.split(",")] for text in (options.sizes, options.postcodes))
    if len(sizes) != len(postcodes):
        sys.exit("give as many numbers of postcodes as of services")
    if not PROGRAM.exists():
        sys.exit("target/release/hubfinder is missing: run `make scale`")
    print("load of the machine: " + " ".join(f"{load:.1f}" for load in os.getloadavg()), flush=True)
    for one in zip(sizes, postcodes):
        measure(*one, not options.without_import)
    print("load of the machine: " + " ".join(f"{load:.1f}" for load in os.getloadavg()), flush=True)


if __name__ == "__main__":
    main()
