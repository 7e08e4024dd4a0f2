#!/usr/bin/env python3
"""What could go wrong, done to a built program: kills, full disks, flipped bytes, lost stores, floods, slow
readers, and a soak. Prints a line of figures for each and ends with 1 when something was lost, told wrong, or
held for too long.

    make faults
    python3 tests/faults/run.py --program target/debug/hubfinder --only kills,flips --soak 60

It works in temporary folders and on free ports of this machine's loopback. Full disks need root, since only root
may make a small disk; without it they are skipped, and the line says so.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import losses
import peers
from program import ROOT, Build, Fault


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/hubfinder")
    parser.add_argument("--site", type=Path, default=ROOT / "target/site")
    parser.add_argument("--data", type=Path, default=ROOT / "data/worcestershire")
    parser.add_argument("--only", default="", help="some of the kinds, with commas between")
    parser.add_argument("--soak", type=float, default=1200, help="seconds of the soak")
    parser.add_argument("--connections", type=int, default=1000, help="slow readers")
    parser.add_argument("--seed", type=int, default=None, help="of what is drawn by chance; it is printed")
    arguments = parser.parse_args()
    for wanted in (arguments.program, arguments.site, arguments.data):
        if not wanted.exists():
            sys.exit(f"there is no {wanted}: run make build first, or name another")
    seed = arguments.seed if arguments.seed is not None else int.from_bytes(os.urandom(4))
    random.seed(seed)
    # A thousand connections need as many files, here and in the program, which has the same limit.
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    build = Build(arguments.program.resolve(), arguments.site.resolve(), arguments.data.resolve())
    kinds = {
        "kills": losses.kills,
        "full-disks": losses.full_disks,
        "flips": losses.flips,
        "lost-stores": losses.lost_stores,
        "slow-readers": lambda build, folder: peers.slow_readers(build, folder, arguments.connections),
        "idle-crowd": peers.idle_crowd,
        "floods": peers.floods,
        "farewell": peers.farewell,
        "soak": lambda build, folder: peers.soak(build, folder, arguments.soak),
    }
    chosen = arguments.only.split(",") if arguments.only else list(kinds)
    for name in chosen:
        if name not in kinds:
            sys.exit(f"there is no kind '{name}': choose of {', '.join(kinds)}")
    print(f"{arguments.program}, seed {seed}", flush=True)
    faults = 0
    for name in chosen:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                said = kinds[name](build, Path(folder))
            except (Fault, OSError) as fault:
                faults += 1
                said = f"FAULT: {fault}"
        print(f"{name:13} {time.monotonic() - begun:6.0f} s  {said}", flush=True)
    print("all held" if not faults else f"{faults} of {len(chosen)} did not hold")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
