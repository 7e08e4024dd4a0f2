#!/usr/bin/env python3
"""Compares what two builds answered, as documents, and lists what differs, grouped by kind.

HTML counts as a parsed document (order of attributes, comments and white space between tags aside),
JSON and XML as data, everything else to the byte; of headers all but those that chance decides. Ends
with 1 when anything differs that no entry of --wanted allows.

    tests/compare/compare.py BEFORE AFTER --wanted wanted.toml
"""

import argparse
import collections
import difflib
import itertools
import json
import re
import sys
import tomllib
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import documents

# Built code differs with every build; the browser tests say what it does.
BUILT = re.compile(r"^GET /assets/app(_bg)?\.HASH\.(js|wasm)$")
RECORD = re.compile(r"^(/(?:services|places|needs|districts|booklet|assets|oruk/\w+|feedback/\w+))/[^/]+")


LINES_SHOWN = 24
LETTERS_SHOWN = 300


class Change(NamedTuple):
    """One place in which an answer differs."""

    kind: str
    lines: tuple


class Wanted(NamedTuple):
    """Differences that are meant: the kind, each changed line, or both must match."""

    why: str
    kind: re.Pattern
    line: re.Pattern

    @classmethod
    def read(cls, file):
        entries = tomllib.loads(file.read_text())["wanted"]
        return [cls(entry["why"], re.compile(entry.get("kind", "")), re.compile(entry.get("line", ""))) for entry in entries]

    def allows(self, change):
        changed = [line for line in change.lines if line[:1] in "-+"]
        return self.kind.search(change.kind) and all(self.line.search(line) for line in changed)


class Answers:
    """What one run kept."""

    def __init__(self, folder):
        self.run = documents.Run.read(folder)
        self.by_request = {}
        for line in (folder / "answers.jsonl").read_text().splitlines():
            answer = json.loads(line)
            answer["body"] = folder / "bodies" / f"{answer['number']:05}"
            self.by_request[request_key(answer["request"])] = answer


def request_key(request):
    """A request as one line that both builds share."""
    sent = "".join(f" {name}: {value}" for name, value in request.get("headers", {}).items())
    return f"{request['method']} {documents.plain_path(request['path'])}{sent} {request.get('body', '')}".strip()


def pattern(answer):
    """The sort of address: its path without the record's name."""
    request = answer["request"]
    path = documents.plain_path(request["path"]).partition("?")[0]
    path = path if path.startswith("/assets/") else RECORD.sub(r"\1/*", path)
    path = "/*" if "%" in path else path
    return path if request["method"] == "GET" else f"{request['method']} {path}"


def changes(before, after, of, context):
    """Where two lists of lines differ."""
    if before == after:
        return
    texts = [line.text for line in before], [line.text for line in after]
    # Long lists differ in few places: what is the same at both ends needs no look.
    begin = next((at for at, (a, b) in enumerate(zip(*texts)) if a != b), min(map(len, texts)))
    shortest = min(map(len, texts)) - begin
    end = next((at for at in range(shortest) if texts[0][-1 - at] != texts[1][-1 - at]), shortest)
    middle = [text[begin : len(text) - end] for text in texts]
    matcher = difflib.SequenceMatcher(None, *middle, autojunk=max(map(len, middle)) > 2_000)
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag == "equal":
            continue
        first, last, other_first, other_last = (at + begin for at in (first, last, other_first, other_last))
        where = (before[first:last] or after[other_first:other_last])[0].where
        lines = [f" {text}" for text in texts[0][max(0, first - context) : first]]
        lines += [f"-{text}" for text in texts[0][first:last]] + [f"+{text}" for text in texts[1][other_first:other_last]]
        lines += [f" {text}" for text in texts[0][last : last + context]]
        yield Change(f"{of}  {where}", tuple(lines))


def compare(pair):
    """What differs between two answers to one request; and where only white space does."""
    before, after, runs, context = pair
    of = pattern(before)
    found = list(changes(documents.header_lines(before), documents.header_lines(after), of, 0))
    both = [(answer, answer["body"].read_bytes(), run) for answer, run in zip((before, after), runs)]
    texts = [documents.body_text(*one) for one in both]
    if both[0][1] == both[1][1] or (texts[0] is not None and texts[0] == texts[1]):
        return found, []
    in_body = list(changes(*(documents.body_lines(*one) for one in both), of, context))
    spaces = []
    if not in_body:
        spaces = list(changes(*(documents.body_lines(*one, spaces=True) for one in both), f"{of}  white space", context))
    return found + in_body, spaces


class Report:
    """Differences by kind: how many answers have it, and the first of them."""

    def __init__(self, most):
        self.most = most
        self.counts = collections.Counter()
        self.examples = collections.defaultdict(list)

    def add(self, key, found):
        for kind, of_kind in itertools.groupby(sorted(found), lambda change: change.kind):
            self.counts[kind] += 1
            if len(self.examples[kind]) < self.most:
                self.examples[kind].append((key, next(of_kind)))

    def show(self, kinds):
        for kind, count in self.counts.most_common(kinds):
            print(f"\n{count:6}  {kind}")
            for key, change in self.examples[kind]:
                print(f"        {key[:200]}")
                for line in change.lines[:LINES_SHOWN]:
                    print(f"          {line.rstrip()[:LETTERS_SHOWN]}")
        if len(self.counts) > kinds:
            print(f"\nand {len(self.counts) - kinds} more kinds (--kinds shows them)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--wanted", type=Path, help="a file of differences that are meant (README.md says how)")
    parser.add_argument("--show", type=int, default=3, help="examples of each kind")
    parser.add_argument("--kinds", type=int, default=40, help="kinds that are shown, the most frequent first")
    parser.add_argument("--context", type=int, default=2, help="lines around a difference")
    parser.add_argument("--only", default="", help="only requests that this regular expression finds")
    parser.add_argument("--shared", action="store_true", help="leave out what only one of the builds was asked")
    parser.add_argument("--spaces", action="store_true", help="white space between inline elements fails too")
    arguments = parser.parse_args()
    wanted = Wanted.read(arguments.wanted) if arguments.wanted else []
    before, after = Answers(arguments.before), Answers(arguments.after)

    asked = [key for key in before.by_request.keys() | after.by_request.keys() if re.search(arguments.only, key)]
    both = sorted(key for key in asked if key in before.by_request and key in after.by_request)
    alone = [] if arguments.shared else sorted(set(asked) - set(both))
    runs = (before.run, after.run)
    work = [(before.by_request[key], after.by_request[key], runs, arguments.context) for key in both if not BUILT.search(key)]
    unwanted, spaces = Report(arguments.show), Report(1)
    allowed = collections.Counter()
    different = 0
    with Pool() as pool:
        for (one, *_), (found, spaced) in zip(work, pool.imap(compare, work, chunksize=20)):
            key = request_key(one["request"])
            why = {change: next((entry.why for entry in wanted if entry.allows(change)), None) for change in found}
            allowed.update({reason for reason in why.values() if reason})
            meant_not = [change for change, reason in why.items() if reason is None]
            different += bool(meant_not)
            unwanted.add(key, meant_not)
            spaces.add(key, spaced)

    unwanted.show(arguments.kinds)
    if spaces.counts:
        print("\nOnly white space between inline elements differs:")
        spaces.show(arguments.kinds)
    print(f"\n{len(work)} answers compared: {len(work) - different} same, {different} different.")
    for reason, count in allowed.most_common():
        print(f"{count:6}  wanted: {reason}")
    for key in alone[:20]:
        print(f"        asked of one build only: {key[:200]}")
    print(f"        {len(alone)} asked of one build only, {len(both) - len(work)} of built code set aside.")
    sys.exit(1 if different or alone or (arguments.spaces and spaces.counts) or not work else 0)


if __name__ == "__main__":
    main()
