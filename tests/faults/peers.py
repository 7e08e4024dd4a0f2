"""Hostile peers: those who read nothing, those who send for ever, and a soak."""

import http.client
import random
import socket
import subprocess
import threading
import time

from program import Fault, Site, copy_folder, expect

# Megabytes that the program may hold with a thousand who read nothing.
MOST_MEMORY = 200
PATHS = ["/", "/search?q=my+baby+will+not+sleep", "/search?q=debt&near=WR1", "/hubs", "/map", "/needs",
         "/api/search?q=youth+club", "/data/services.csv", "/oruk/services", "/changes.atom", "/nowhere",
         "/api/suggest?q=bab"]  # fmt: skip


def slow_readers(build, folder, connections=1000):
    """Many connections ask for the largest file, four times each, and read nothing of it."""
    with Site(build, folder / "slow.sqlite") as site:
        before, _ = site.memory()
        ask = b"GET /data/services.json HTTP/1.1\r\nhost: x\r\n\r\n" * 4
        readers = []
        for _ in range(connections):
            reader = socket.socket()
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.settimeout(60)
            reader.connect(("127.0.0.1", site.port))
            reader.sendall(ask)
            readers.append(reader)
        most, answered = before, 0
        begun = time.monotonic()
        while time.monotonic() - begun < 10:
            most = max(most, site.memory()[0])
            expect(site.get("/healthz")[0] == 200, "others are not answered")
            answered += 1
            time.sleep(0.2)
        expect(most <= MOST_MEMORY, f"{connections} slow readers cost {most:.0f} MB ({before:.0f} before)")
        while time.monotonic() - begun < 60 and site.memory()[1] > 100:
            time.sleep(0.5)
        freed = time.monotonic() - begun
        expect(site.memory()[1] <= 100, f"after {freed:.0f} s {site.memory()[1]} files are still open")
        ended = site.end()
        for reader in readers:
            reader.close()
    return f"{connections} connections: {before:.0f} MB before, {most:.0f} MB at the most, cut off after {freed:.0f} s; " \
           f"{answered} others answered; ended in {ended:.1f} s"  # fmt: skip


def idle_crowd(build, folder, connections=400, files=256):
    """More idle connections than the program may have files: others still get in, and it ends in time."""
    store = folder / "idle.sqlite"
    build.load(store)
    with Site(build, store) as site:
        subprocess.run(["prlimit", f"--pid={site.process.pid}", f"--nofile={files}:{files}"], check=True)
        crowd = []
        for _ in range(connections):
            one = socket.socket()
            one.settimeout(5)
            one.connect(("127.0.0.1", site.port))
            crowd.append(one)
        begun = time.monotonic()
        expect(site.get("/healthz")[0] == 200, "nobody else is answered")
        waited = time.monotonic() - begun
        lines = site.said().count("\n")
        expect(lines < 200, f"the log has {lines} lines")
        site.end()
        for one in crowd:
            one.close()
    return f"{connections} idle connections, {files} files: the next was answered after {waited:.1f} s"


def floods(build, folder):
    """Broken heads, two hosts, messages by the thousand, and a log that nobody reads."""
    with Site(build, folder / "flood.sqlite") as site:
        for head, wanted in [
            (b"GET / HTTP/1.1\r\n\r\n", b" 400 "),
            (b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", b" 400 "),
            (b"GET / HTTP/1.1\r\nhost: a\r\nx: " + b"y" * 200_000 + b"\r\n\r\n", b" 431 "),
            (b"NONSENSE\r\n\r\n", b" 400 "),
            (b"GET /?q=" + b"a" * 20_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n", b" 400 "),
        ]:
            with socket.create_connection(("127.0.0.1", site.port), 10) as peer:
                try:
                    peer.sendall(head)
                except OSError:
                    pass
                answer = peer.recv(4096)
                expect(wanted in answer, f"{head[:40]} is not{wanted.decode()}")
                for header in (b"content-security-policy", b"x-frame-options", b"referrer-policy", b"cache-control"):
                    expect(header in answer, f"the answer to {head[:40]} has no {header.decode()}")
        answers = {}
        service = site.json("/api/search")["results"][0]["id"]
        for number in range(600):
            headers = {"content-type": "application/x-www-form-urlencoded", "x-forwarded-for": f"198.51.{number % 40}.1:4000"}
            status, _ = site.ask("POST", f"/feedback/services/{service}", f"words=flood+{number}", headers)
            answers[status] = answers.get(status, 0) + 1
        expect(set(answers) <= {200, 429}, f"a flood of messages: {answers}")
        expect(site.tell("a real person", "203.0.113.77")[0] == 200, "a flood keeps a real person out")
        site.end()
    process = build.start("serve", "--listen", "127.0.0.1:0", "--store", folder / "deaf.sqlite", "--data", build.data,
                          "--site", build.site, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    address = process.stdout.readline().decode().strip().removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(address, timeout=10)
    for _ in range(3000):
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    process.terminate()
    try:
        process.wait(25)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Fault("a log that nobody reads holds up the end") from None
    return f"600 messages from 40 addresses: {answers}; a real person was heard; 3000 requests with a log that nobody reads"


def farewell(build, folder, clients=12):
    """Clients that keep their connection lose no request when the site ends."""
    with Site(build, folder / "farewell.sqlite") as site:
        lost, told, done = [], [], threading.Event()

        def client():
            connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
            while not done.is_set():
                try:
                    connection.request("GET", "/healthz")
                    answer = connection.getresponse()
                    answer.read()
                except OSError as error:
                    lost.append(error)
                    return
                if answer.getheader("connection") == "close":
                    told.append(1)
                    return
                time.sleep(0.02)

        threads = [threading.Thread(target=client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        seconds = site.end()
        done.set()
        for thread in threads:
            thread.join()
        expect(not lost, f"{len(lost)} of {clients} clients lost a request: {lost[:1]}")
    return f"{len(told)} of {clients} kept-alive clients were told, none lost a request; ended in {seconds:.1f} s"


def soak(build, folder, seconds=1200, rate=100):
    """Asks for a while, with loads between: no 5xx, and memory that stays."""
    other = folder / "marked"
    copy_folder(build.data, other)
    store = folder / "soak.sqlite"
    with Site(build, store) as site:
        failed, asked, done = [], [0], threading.Event()

        def client(seed):
            choose = random.Random(seed)
            connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
            while not done.is_set():
                path = choose.choice(PATHS)
                try:
                    connection.request("GET", path)
                    answer = connection.getresponse()
                    answer.read()
                    if answer.status >= 500:
                        failed.append((path, answer.status))
                except (OSError, http.client.HTTPException) as error:
                    failed.append((path, error))
                    connection.close()
                asked[0] += 1
                time.sleep(4 / rate)

        threads = [threading.Thread(target=client, args=(seed,)) for seed in range(4)]
        for thread in threads:
            thread.start()
        begun, loads, memories = time.monotonic(), 0, []
        while time.monotonic() - begun < seconds:
            shown = site.json("/readyz")["records"]
            build.load(store, other if loads % 2 == 0 else build.data)
            loads += 1
            waited = time.monotonic()
            while site.json("/readyz")["records"] == shown:
                expect(time.monotonic() - waited < 20, f"load {loads} is not shown")
                time.sleep(0.1)
            memories.append(site.memory()[0])
            time.sleep(min(10, max(1, seconds / 40)))
        done.set()
        for thread in threads:
            thread.join()
        expect(not failed, f"{len(failed)} of {asked[0]} requests failed: {failed[:3]}")
        third = max(1, len(memories) // 3)
        early, late = max(memories[:third]), max(memories[-third:])
        expect(late < early * 1.5 + 30, f"memory grows: {early:.0f} MB, then {late:.0f} MB")
        site.end()
    return f"{seconds:.0f} s, {asked[0]} requests, {loads} loads, 0 failed; {early:.0f} MB early, {late:.0f} MB late"
