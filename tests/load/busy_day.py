#!/usr/bin/env python3
"""Asks a program that counts what it runs for a busy day: the searches and the mix of `over_http.py`.

`make build` runs it, so that what runs together can be put together
(docs/decisions/0049-arranged-by-a-busy-day.md).

    python3 tests/load/busy_day.py [--data data/worcestershire] PROGRAM
"""

import argparse
import http.client
import random
import tempfile
from pathlib import Path

import over_http

# How often the whole mix is asked for; it stands beside some 12,000 searches.
MIXES = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="data/worcestershire", help="the authority's folder")
    parser.add_argument("program")
    options = parser.parse_args()
    searches = [(path, "identity") for walk in over_http.walks(options.data).values() for path in walk]
    # As browsers ask.
    mix = [(path, "gzip, br") for path, share in over_http.MIX.items() for _ in range(share)] * MIXES
    day = random.Random(1).sample(searches + mix, len(searches + mix))
    port = over_http.free_port()
    with tempfile.TemporaryDirectory() as folder:
        # Its counts are written when it ends.
        command = over_http.site_command(port, folder, options.data, Path(options.program).absolute())
        with over_http.Server(0, command, f"http://127.0.0.1:{port}/readyz"):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            for path, form in day:
                connection.request("GET", path, headers={"Accept-Encoding": form})
                connection.getresponse().read()
    print(f"asked for {len(searches)} searches and {len(mix)} pages of the mix")


if __name__ == "__main__":
    main()
