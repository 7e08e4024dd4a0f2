#!/usr/bin/env python3
"""Asks a program that counts what it runs for the searches and the mix of `over_http.py`.

`make profile` builds that program, runs this, and gives the counts to the compiler
(docs/decisions/0047-compiled-by-a-profile.md).

    python3 tests/load/profile.py [--data data/worcestershire]
"""

import argparse
import http.client
import tempfile

import over_http

# How often the whole mix is asked for; it stands beside some 12,000 searches.
MIXES = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="data/worcestershire")
    data = parser.parse_args().data
    searches = [path for walk in over_http.walks(data).values() for path in walk]
    mix = [path for path, share in over_http.MIX.items() for _ in range(share)] * MIXES
    port = over_http.free_port()
    with tempfile.TemporaryDirectory() as folder:
        # Its counts are written when it ends.
        with over_http.Server(0, over_http.site_command(port, folder, data), f"http://127.0.0.1:{port}/readyz"):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            for path in searches + mix:
                connection.request("GET", path)
                connection.getresponse().read()
    print(f"asked for {len(searches)} searches and {len(mix)} pages of the mix")


if __name__ == "__main__":
    main()
