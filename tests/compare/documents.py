"""Answers as documents: lists of lines that are equal exactly when the documents are."""

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

ASSET = re.compile(r"/assets/([\w-]+(?:\.[\w-]+)*)\.[0-9a-f]{8,}\.(\w+)")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)")
NONCE = re.compile(r"'nonce-([\w+/=-]+)'")
# Differ from run to run, or follow from the body's bytes. Of the second row it counts that they are there.
HEADERS_ASIDE = {"date", "content-length", "transfer-encoding", "connection", "keep-alive"}
HEADERS_PRESENT = {"etag", "last-modified", "x-request-id"}
HEADERS_OF_LISTS = {"vary", "allow"}

VOID = set("area base br col embed hr img input link meta source track wbr".split())
VERBATIM = {"pre", "textarea", "script", "style"}
# Where white space between two of these is seen by people.
INLINE = set("""
    a abbr b bdi bdo button cite code data del dfn em i img input ins kbd label mark meter output progress q s samp
    select small span strong sub sup svg textarea time u var leptos-island leptos-children
""".split())


class Line(NamedTuple):
    """A line of a document, and where it stands: what differs is counted by that."""

    text: str
    where: str


class Run(NamedTuple):
    """What is known of the run that an answer is of."""

    began: datetime
    ended: datetime

    @classmethod
    def read(cls, folder):
        about = json.loads((folder / "about.json").read_text())
        margin = timedelta(seconds=10)
        return cls(datetime.fromisoformat(about["began"]) - margin, datetime.fromisoformat(about["ended"]) + margin)


def plain_path(path):
    """A path without the hash of a built file."""
    return ASSET.sub(r"/assets/\1.HASH.\2", path)


def header_lines(answer):
    lines = [Line(f"status: {answer['status']}", "status")]
    for name, value in answer["headers"]:
        if name in HEADERS_ASIDE:
            continue
        value = NONCE.sub("'nonce-NONCE'", plain_path(value))
        if name in HEADERS_PRESENT:
            value = "(some)"
        elif name in HEADERS_OF_LISTS:
            value = ", ".join(sorted(part.strip().lower() for part in value.split(",")))
        lines.append(Line(f"{name}: {value}", f"header {name}"))
    return sorted(lines)


def body_text(answer, body, run):
    """The body without what chance and the clock of the machine put into it; None where it is not text."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    headers = dict(answer["headers"])
    if nonce := NONCE.search(headers.get("content-security-policy", "")):
        text = text.replace(nonce[1], "NONCE")
    if request_id := headers.get("x-request-id"):
        text = text.replace(request_id, "REQUEST-ID")

    def of_this_run(found):
        moment = datetime.fromisoformat(found[0].replace("Z", "+00:00"))
        return "NOW" if run.began <= moment <= run.ended else found[0]

    return MOMENT.sub(of_this_run, plain_path(text))


def body_lines(answer, body, run, spaces=False):
    """The lines of a body. `spaces`: white space between two elements of a line of text counts too."""
    text = body_text(answer, body, run)
    if text is None:
        return [Line(repr(body), "bytes")]
    kind = dict(answer["headers"]).get("content-type", "").split(";")[0]
    try:
        if kind == "text/html":
            return html_lines(text, spaces)
        if kind.endswith("json") and text.strip():
            return json_lines(json.loads(text))
        if kind.endswith("ndjson"):
            return [line for one in text.splitlines() for line in json_lines(json.loads(one))]
        if kind.endswith("xml") and kind != "image/svg+xml" and text:
            return xml_lines(ElementTree.fromstring(text))
    except (ValueError, ElementTree.ParseError) as error:
        return [Line(f"not {kind}: {error}", "broken"), Line(text, "broken")]
    return [Line(line, kind or "text") for line in text.splitlines(keepends=True)]


def html_lines(html, spaces):
    lines = [Line("<!doctype>" if re.match(r"\s*<!doctype html>", html, re.IGNORECASE) else "(no doctype)", "doctype")]
    add_element(lines, LexborHTMLParser(html).root, "", spaces)
    return lines


def add_element(lines, node, above, spaces):
    attributes, data = read_attributes(node)
    written = "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))
    name = ".".join([node.tag, *attributes.get("class", "").split()[:2]])
    where = " > ".join([*above.split(" > ")[-3:], name]) if above else name
    lines.append(Line(f"<{node.tag}{written}>", where))
    for attribute, value in data.items():
        lines += json_lines(value, f"{where} @{attribute}", attribute)
    if node.tag == "template":
        lines.append(Line(node.html, where))
    for child in children(node, spaces):
        if isinstance(child, str):
            lines += text_lines(child, node, attributes, where)
        else:
            add_element(lines, child, where, spaces)
    if node.tag not in VOID:
        lines.append(Line(f"</{node.tag}>", where))


def text_lines(text, node, attributes, where):
    if node.tag == "script" and attributes.get("type", "").endswith("json"):
        try:
            return json_lines(json.loads(text), f"{where} (data)")
        except ValueError:
            pass
    return [Line(text, f"{where} (text)")]


def read_attributes(node):
    """Attributes as they are compared, and those that hold JSON as data."""
    attributes = {name: value or "" for name, value in node.attributes.items()}
    for name in ("class", "style", "rel"):
        if name in attributes:
            attributes[name] = " ".join(attributes[name].split())
    if node.tag == "input" and attributes.get("name") == "once":
        attributes["value"] = re.sub(r"^[0-9a-f]{32}$", "ONCE", attributes.get("value", ""))
    # An island's name ends with a number of the build.
    if "data-component" in attributes:
        attributes["data-component"] = re.sub(r"_\d+$", "", attributes["data-component"])
    data = {}
    for name in sorted(attributes):
        if name.startswith("data-") and attributes[name][:1] in ("{", "["):
            try:
                data[name] = json.loads(attributes[name])
            except ValueError:
                continue
            attributes[name] = "JSON"
    return attributes, data


def children(node, spaces):
    """Elements and texts, in order. Texts that only a comment parts are one; comments are nobody's."""
    parts, child = [], node.child
    while child is not None:
        if child.tag == "-text":
            text = child.text(deep=False)
            if parts and isinstance(parts[-1], str):
                parts[-1] += text
            else:
                parts.append(text)
        elif child.tag != "-comment":
            parts.append(child)
        child = child.next
    if node.tag in VERBATIM:
        return parts
    folded = []
    for at, part in enumerate(parts):
        if isinstance(part, str):
            before = parts[at - 1] if at else None
            after = parts[at + 1] if at + 1 < len(parts) else None
            part = fold(part, is_inline(before, node), is_inline(after, node))
            if not part.strip() and not (spaces and part and before is not None and after is not None):
                continue
        folded.append(part)
    return folded


def is_inline(neighbour, parent):
    return (neighbour or parent).tag in INLINE


def fold(text, begins_inline, ends_inline):
    """Runs of white space as one space; at an end only where it parts words from an inline neighbour."""
    words = " ".join(re.split(r"[ \t\n\r\f]+", text.strip(" \t\n\r\f")))
    begins = begins_inline and text[:1] in " \t\n\r\f"
    ends = ends_inline and text[-1:] in " \t\n\r\f"
    if not words:
        return " " if begins_inline and ends_inline and text else ""
    return " " * begins + words + " " * ends


def json_lines(value, where="", name=""):
    """A line for each value and each bracket. The order of keys does not count; that of lists does."""
    label = f"{name}: " if name else ""
    if isinstance(value, dict):
        inner = [line for key in sorted(value) for line in json_lines(value[key], f"{where}.{key}", key)]
        return [Line(f"{label}{{", where), *inner, Line("}", where)]
    if isinstance(value, list):
        inner = [line for one in value for line in json_lines(one, f"{where}[]")]
        return [Line(f"{label}[", where), *inner, Line("]", where)]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return [Line(f"{label}{json.dumps(value, ensure_ascii=False)}", where)]


def xml_lines(node, above=""):
    where = f"{above}/{node.tag.rpartition('}')[2]}"
    written = "".join(f' {name}="{value}"' for name, value in sorted(node.attrib.items()))
    lines = [Line(f"<{node.tag}{written}>", where)]
    if text := " ".join((node.text or "").split()):
        lines.append(Line(text, where))
    for child in node:
        lines += xml_lines(child, where)
        if tail := " ".join((child.tail or "").split()):
            lines.append(Line(tail, where))
    return [*lines, Line(f"</{node.tag}>", where)]
