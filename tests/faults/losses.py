"""What could lose records or words: kills, full disks, bytes that flip, a store that goes away."""

import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from program import Fault, Site, copy_folder, expect, integrity


def kills(build, folder, times=30):
    """Kills first starts, loads and backups at any moment: afterwards all is old or all is new."""
    marked = folder / "marked"
    copy_folder(build.data, marked)
    seen = {"old": 0, "new": 0, "first": 0, "copies": 0}
    begun = time.monotonic()
    build.load(folder / "whole.sqlite")
    length = time.monotonic() - begun
    services = integrity(folder / "whole.sqlite")[1]
    build.load(folder / "marked.sqlite", marked)
    expect(integrity(folder / "marked.sqlite")[3] == services, "a load that nobody disturbs does not mark every service")
    for number in range(times):
        store = folder / f"kill-{number}.sqlite"
        what = number % 3
        if what == 0:
            with tempfile.TemporaryFile() as said:
                process = build.start("serve", "--listen", "127.0.0.1:0", "--store", store, "--data", build.data,
                                      "--site", build.site, stdout=said, stderr=said)  # fmt: skip
                time.sleep(length * 2 * random.random())
                process.kill()
                process.wait()
            seen["first"] += 1
        elif what == 1:
            build.load(store)
            process = build.start("load", "--store", store, "--data", marked,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            time.sleep(length * random.random())
            process.kill()
            process.wait()
            said, held, _, new = integrity(store)
            expect((said, held) == ("ok", services) and new in (0, services), f"after kill {number}: {said}, {new} of {held} new")
            seen["new" if new else "old"] += 1
        else:
            build.load(store)
            process = build.start("backup", folder / f"copy-{number}", "--store", store,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            time.sleep(length / 2 * random.random())
            process.kill()
            process.wait()
            copy = folder / f"copy-{number}"
            if copy.exists() and copy.stat().st_size:
                expect(integrity(copy)[:2] == ("ok", services), f"copy {number} is not whole")
            seen["copies"] += 1
        with Site(build, store) as site:
            ready = site.json("/readyz")
            expect(ready["ready"] and ready["services"] == services, f"after kill {number}: {ready}")
            expect(site.json("/api/search?q=help")["total"] > 0, f"after kill {number} a search finds nothing")
    return f"{times} kills: {seen['first']} first starts, {seen['old'] + seen['new']} loads ({seen['old']} left the old " \
           f"records, {seen['new']} the new), {seen['copies']} backups"  # fmt: skip


@contextmanager
def small_disk(size):
    """A disk of so many kilobytes. Only root may make one."""
    with tempfile.TemporaryDirectory() as place:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", place], capture_output=True,
                              check=False)  # fmt: skip
        if made.returncode:
            raise PermissionError(made.stderr.decode().strip())
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=False)


def full_restore(build, folder):
    """Puts copies back on a disk that gets full on the way: the store that was there stays, byte by byte."""
    store, copy = folder / "of-copy.sqlite", folder / "copy-for-restore"
    build.load(store)
    build.must("backup", copy, "--store", store)
    length = copy.stat().st_size // 1024
    # Full at once, in the middle of the copy, at its end, and when only its journal has no room.
    rooms = (64, length // 2, length - 16, length + 16)
    for room in rooms:
        with small_disk(length + room) as disk:
            old = disk / "s.sqlite"
            shutil.copy(copy, old)
            before = old.read_bytes()
            code, said = build.run("restore", copy, "--store", old)
            expect(code == 1 and said.count("\n") == 1, f"restore with room for {room} kB: {code} {said[-300:]}")
            expect(old.read_bytes() == before, f"restore with room for {room} kB changed the store")
            left = sorted(file.name for file in disk.iterdir())
            expect(left == ["s.sqlite"], f"restore with room for {room} kB left {left}")
    return len(rooms)


def full_disks(build, folder):
    """Fills the disk below a store, its index, a backup and an export."""
    if os.geteuid() != 0:
        return "skipped: only root may make a small disk"
    try:
        with small_disk(64):
            pass
    except PermissionError as error:
        return f"skipped: no small disk can be made here ({error})"
    tried = 0
    for size in (64, 256, 512, 1024):
        with small_disk(size) as disk:
            code, said = build.run("load", "--store", disk / "s.sqlite", "--data", build.data)
            expect(code in (0, 1) and said.strip().count("\n") <= 1, f"load on {size} kB: {code} {said[-300:]}")
            if code == 0:
                expect(integrity(disk / "s.sqlite")[0] == "ok", f"load on {size} kB")
            tried += 1
    whole = folder / "whole.sqlite"
    build.load(whole)
    for size in (16, 128):
        with small_disk(size) as disk:
            with Site(build, whole, "--index", disk / "index") as site:
                expect(site.json("/readyz")["ready"], f"an index on {size} kB stops the site")
            tried += 1
            code, said = build.run("backup", disk / "copy", "--store", whole)
            expect(code == 1 and not (disk / "copy").exists(), f"backup on {size} kB: {code} {said}")
            tried += 1
            code, said = build.run("export", "--to", disk / "out", "--store", whole, "--data", build.data)
            expect(code == 1 and "cannot write into" in said, f"export on {size} kB: {code} {said}")
            tried += 1
    tried += full_restore(build, folder)
    with small_disk(8 * 1024) as disk:
        store = disk / "s.sqlite"
        build.load(store)
        with Site(build, store, "--index", folder / "index-of-full") as site:
            expect(site.tell("before it is full")[0] == 200, "a message before the disk is full")
            with (disk / "filler").open("wb", buffering=0) as filler:
                try:
                    while True:
                        filler.write(b"x" * 4096)
                except OSError:
                    pass
            kept, told = 1, 0
            for number in range(60):
                status, page = site.tell("x" * 1900 + str(number), f"198.51.{number}.1")
                kept += status == 200
                told += status == 503 and "x" * 1900 + str(number) in page
                expect(status in (200, 503), f"feedback on a full disk answered {status}")
                if told > 2:
                    break
            expect(told > 0, "a full disk was not told")
            why = site.until_ready(False)["why"]
            expect(site.json("/api/search?q=help")["total"] > 0, "a full disk stops searches")
            expect(integrity(store)[2] == kept, f"told that {kept} were kept, {integrity(store)[2]} are")
            os.remove(disk / "filler")
            site.until_ready(True)
            expect(site.tell("after it was full")[0] == 200, "a message after the disk has room")
            site.end()
        expect(integrity(store)[2] == kept + 1, "a message was lost")
        tried += 1
    return f"{tried} full disks; while full, /readyz said: {why}"


def flips(build, folder, times=25):
    """Changes one byte of a store, an index or a copy: refused in a sentence, mended, or harmless."""
    whole = folder / "flip.sqlite"
    build.load(whole)
    with Site(build, whole) as site:
        before = site.json("/api/search?q=help")["total"]
        site.end()
    copy = folder / "flip.copy"
    build.must("backup", copy, "--store", whole)
    seen = {"refused": 0, "harmless": 0, "index mended": 0, "copy refused": 0, "copy taken": 0}
    for number in range(times):
        store = folder / f"flip-{number}.sqlite"
        shutil.copy(whole, store)
        index = Path(f"{store}.index")
        shutil.copytree(f"{whole}.index", index)
        kind = number % 5
        target = store
        if kind == 3:
            target = random.choice([file for file in sorted(index.iterdir()) if file.stat().st_size])
        elif kind == 4:
            target = folder / f"copy-{number}"
            shutil.copy(copy, target)
        with target.open("r+b") as file:
            at = random.randrange(target.stat().st_size)
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ (1 << random.randrange(8))]))
        if kind == 4:
            code, said = build.run("restore", target, "--store", folder / f"restored-{number}.sqlite")
            expect(code in (0, 1) and (code == 0 or said.count("\n") == 1), f"restore after byte {at}: {said[-300:]}")
            seen["copy taken" if code == 0 else "copy refused"] += 1
            continue
        try:
            with Site(build, store) as site:
                total = site.json("/api/search?q=help")["total"]
                expect(total == before or kind != 3, f"after byte {at} of {target.name} a search finds {total}")
                seen["index mended" if kind == 3 else "harmless"] += 1
        except Fault as fault:
            if "did not start" not in str(fault):
                raise
            expect("panicked" not in str(fault) and kind != 3, f"byte {at} of {target.name}: {fault}")
            seen["refused"] += 1
    return f"{times} flips: " + ", ".join(f"{count} {what}" for what, count in seen.items())


def lost_stores(build, folder):
    """Takes the store away, replaces and holds it while the site runs."""
    told = []
    for what in ("removed", "replaced", "held"):
        store = folder / f"{what}.sqlite"
        with Site(build, store) as site:
            holder = None
            if what == "removed":
                for ending in ("", "-wal", "-shm"):
                    Path(f"{store}{ending}").unlink()
            elif what == "replaced":
                build.load(folder / "other.sqlite")
                (folder / "other.sqlite").rename(store)
            else:
                holder = sqlite3.connect(store, isolation_level=None)
                holder.execute("BEGIN EXCLUSIVE")
            begun = time.monotonic()
            status, page = site.tell(f"words while {what}")
            expect(status == 503 and f"words while {what}" in page, f"{what}: feedback answered {status}")
            why = site.until_ready(False)["why"]
            told.append(f"{what} after {time.monotonic() - begun:.1f} s ({why})")
            if holder:
                holder.execute("ROLLBACK")
                holder.close()
                site.until_ready(True)
                expect(site.tell("afterwards")[0] == 200, "feedback after the store is free")
    return ", ".join(told)
