#!/usr/bin/env python3
"""Whether the open data is what it says, with other people's tools against the running program.

First every record of /oruk against the standard's own schemata, with format checks. They are not
part of this project: HSDS_UK_SCHEMATA names their folder, or ../shared/oruk/schemata is taken where
it is there; otherwise this part says that it was skipped. Then schemathesis asks every address of
/openapi.json for what its description allows and for what it does not, and looks for an answer that
the description does not know, and for any 5xx.

    make check-open-data
    make check-api
    .tools/open-data/bin/python tests/open-data/check.py --program target/release/hubfinder
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).resolve().parents[2]
# Each list and the schemata that its entries must meet. The published description of the standard
# points one service at a place at the schema of a service; ours meets both.
LISTS = {
    "services": ["service"],
    "service_at_locations": ["service_at_location", "service"],
    "organizations": ["organization"],
    "taxonomies": ["taxonomy"],
    "taxonomy_terms": ["taxonomy_term"],
}
# Answers are checked, not whether a wrong value is refused: the search leaves it out and says so.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


class Server:
    """The program with a store of its own, ended with the block whatever happens."""

    def __init__(self, program, data):
        self.folder = tempfile.TemporaryDirectory()
        self.address = f"http://127.0.0.1:{free_port()}"
        # The program's own settings are those given here, whatever this shell says.
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HUBFINDER_")}
        listen = self.address.removeprefix("http://")
        self.command = [program, "serve", "--listen", listen, "--store", f"{self.folder.name}/store", "--data", data]
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=plain, stdout=self.log, stderr=self.log)

    def __enter__(self):
        for _ in range(1800):
            if self.process.poll() is not None:
                break
            try:
                fetch(f"{self.address}/readyz")
                return self.address
            except OSError:
                time.sleep(0.1)
        self.log.seek(0)
        sys.exit(f"The program did not start:\n{self.log.read().decode()}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.folder.cleanup()


def schemata():
    """The folder of the standard's schemata; None where there is none."""
    named = os.environ.get("HSDS_UK_SCHEMATA")
    if named:
        if not Path(named).is_dir():
            sys.exit(f"HSDS_UK_SCHEMATA names {named}, which is no folder.")
        return Path(named)
    beside = ROOT / "../shared/oruk/schemata"
    return beside if beside.is_dir() else None


def validators(folder):
    """A validator for each schema. They name one another by their files."""
    read = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
    base = "https://schemata.invalid/"
    resources = [(base + name, Resource(schema, DRAFT202012)) for name, schema in read.items()]
    registry = Registry().with_resources(resources)
    return {
        name.removesuffix(".json"): Draft202012Validator(
            {"$ref": base + name}, registry=registry, format_checker=FormatChecker()
        )
        for name in read
    }


def broken(service):
    """A good service, made wrong in ways that the schemata must find, so that a silent pass means something."""
    for change in (
        {"name": None},
        {"id": "brookside"},
        {"status": "open"},
        {"url": "not an address"},
        {"email": "nobody"},
        {"last_modified": "yesterday"},
        {"schedules": [{"id": service["id"], "freq": "DAILY"}]},
    ):
        yield {**service, **change}
    yield {name: value for name, value in service.items() if name != "name"}


def check_schemata(address):
    folder = schemata()
    if folder is None:
        print("Skipped the standard's schemata: HSDS_UK_SCHEMATA names no folder, and ../shared/oruk/schemata is not there.")
        return 0
    by_name = validators(folder)
    wrong = looked = 0
    for name, schemas in LISTS.items():
        ids = []
        page = {"last_page": False, "page_number": 0}
        while not page["last_page"]:
            page = fetch(f"{address}/oruk/{name}?per_page=100&page={page['page_number'] + 1}")
            ids += [entry["id"] for entry in page["contents"]]
            entries = page["contents"]
            wrong += told(by_name[schemas[0]], entries, f"/oruk/{name} page {page['page_number']}")
            looked += len(entries)
        for one in ids:
            whole = fetch(f"{address}/oruk/{name}/{one}")
            for schema in schemas:
                wrong += told(by_name[schema], [whole], f"/oruk/{name}/{one} as {schema}")
                looked += 1
            if name == "services" and one == ids[0]:
                missed = [bad for bad in broken(whole) if by_name["service"].is_valid(bad)]
                wrong += len(missed)
                for bad in missed:
                    print(f"The schemata let a broken service through: {str(bad)[:200]}")
    print(f"The standard's schemata in {folder}: {looked} looks, {wrong} wrong.")
    return wrong


def told(validator, entries, where):
    wrong = [error for entry in entries for error in validator.iter_errors(entry)]
    for error in wrong[:5]:
        print(f"{where}: {error.json_path}: {error.message[:200]}")
    return len(wrong)


def check_description(address, examples):
    command = [
        Path(sys.executable).with_name("schemathesis"),
        "run",
        f"{address}/openapi.json",
        "--checks", CHECKS,
        "--max-examples", str(examples),
        "--phases", "examples,coverage,fuzzing",
        "--generation-deterministic",
        "--warnings", "off",
        "--no-color",
    ]  # fmt: skip
    return subprocess.run(command, cwd=tempfile.gettempdir()).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/debug/hubfinder")
    parser.add_argument("--data", default="data/worcestershire")
    parser.add_argument("--examples", type=int, default=20, help="most questions of chance to each address")
    parser.add_argument("--only", choices=["schemata", "description"], help="one of the two checks alone")
    arguments = parser.parse_args()
    begun = time.monotonic()
    with Server(ROOT / arguments.program, arguments.data) as address:
        wrong = arguments.only != "description" and check_schemata(address)
        failed = arguments.only != "schemata" and check_description(address, arguments.examples)
    print(f"The open data was checked in {time.monotonic() - begun:.0f} seconds.")
    sys.exit(1 if wrong or failed else 0)


if __name__ == "__main__":
    main()
