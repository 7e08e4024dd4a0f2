"""What counts as the same and what does not.

    cd tests/compare && ../../.tools/compare/bin/python -m unittest
"""

import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import compare

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Help</title>
<link rel="stylesheet" href="/assets/style.0123456789abcdef.css">
<script nonce="n1" type="module">import("/assets/app.0123456789abcdef.js")</script></head>
<body><main class="cards wide"><h1>Help for families</h1>
<p>See <a class="more" href="/needs?a=1&amp;b=2">all needs</a>, or <b>ring</b>.</p>
<textarea name="words">a  b</textarea><input name="once" value="0123456789abcdef0123456789abcdef">
<figure data-map='{"places": [{"name": "A", "at": [52.0, -2.25]}], "view": null}'></figure>
<svg viewBox="0 0 9 9"><g class="map-base"><path d="M0 0"/></g></svg></main></body></html>"""
POLICY = "script-src 'self' 'nonce-{}'"


FOLDERS = tempfile.TemporaryDirectory()


def tearDownModule():
    FOLDERS.cleanup()


class Folder:
    """A run of one request."""

    def __init__(self, body, content_type="text/html; charset=utf-8", status=200, **headers):
        self.path = Path(tempfile.mkdtemp(dir=FOLDERS.name))
        (self.path / "bodies").mkdir()
        (self.path / "bodies/00001").write_bytes(body.encode())
        about = {"began": "2026-11-28T10:00:00+00:00", "ended": "2026-11-28T10:05:00+00:00"}
        (self.path / "about.json").write_text(json.dumps(about))
        headers = [["content-type", content_type], *([name.replace("_", "-"), value] for name, value in headers.items())]
        request = {"method": "GET", "path": "/search?q=sleep"}
        line = {"number": 1, "request": request, "status": status, "headers": headers}
        (self.path / "answers.jsonl").write_text(json.dumps(line) + "\n")


def differ(before, after, *options):
    """Whether the tool says that two runs differ, and all that it says."""
    said = io.StringIO()
    arguments = ["compare.py", str(before.path), str(after.path), *options]
    with mock.patch.object(sys, "argv", arguments), contextlib.redirect_stdout(said):
        try:
            compare.main()
        except SystemExit as end:
            return bool(end.code), said.getvalue()


class Documents(unittest.TestCase):
    def page(self, *changes, **headers):
        body = PAGE
        for old, new in changes:
            self.assertIn(old, body)
            body = body.replace(old, new)
        return Folder(body, **headers)

    def assert_same(self, before, after):
        different, said = differ(before, after)
        self.assertFalse(different, said)

    def assert_different(self, before, after, word):
        different, said = differ(before, after)
        self.assertTrue(different, said)
        self.assertIn(word, said)

    def test_what_people_do_not_see_is_the_same(self):
        after = self.page(
            ('class="more" href', "href"),
            ('b=2">', "b=2\" class='more'>"),
            ("<h1>Help for families", "<h1>\n  Help for <!-- 3 -->families\n"),
            ("</title>\n", "</title>"),
            ("0123456789abcdef.", "fedcba9876543210."),
            ("0123456789abcdef0123456789abcdef", "f" * 32),
            ("n1", "n2"),
            ('{"name": "A", "at": [52.0, -2.25]}', '{"at":[52,-2.25],"name":"A"}'),
            content_security_policy=POLICY.format("n2"),
            date="today",
            etag="x",
        )
        before = self.page(content_security_policy=POLICY.format("n1"), date="yesterday", etag="y")
        self.assert_same(before, after)

    def test_each_change_that_people_could_meet_is_told(self):
        for old, new, word in [
            ("Help for families</h1>", "Help for family</h1>", "h1 (text)"),
            ('"cards wide"', '"wide cards"', "wide cards"),
            ("b=2", "b=3", "b=3"),
            ("all needs</a>, or", "all needs</a> , or", " , or"),
            ("See <a", "See<a", "See"),
            ("a  b", "a b", "textarea"),
            ("M0 0", "M0 1", "path"),
            ("-2.25", "-2.26", "figure @data-map.places[].at"),
            ('"A"', '"1"', "name: "),
            ('<g class="map-base">', '<g class="map-base"><g class="map-base">', "map-base"),
            ('<input name="once"', '<input disabled name="once"', "disabled"),
            ("<b>ring</b>", "<i>ring</i>", "<i>"),
            ("<!DOCTYPE html>", "", "doctype"),
            ("<h1>", "<h1 id=x>", 'id="x"'),
            ("style.0123456789abcdef", "print.0123456789abcdef", "print"),
        ]:
            with self.subTest(new=new):
                self.assert_different(self.page(), self.page((old, new)), word)

    def test_status_and_headers_are_told(self):
        self.assert_different(self.page(), Folder(PAGE, status=500), "status: 500")
        self.assert_different(self.page(x_frame_options="DENY"), self.page(), "x-frame-options")
        self.assert_different(self.page(etag="x"), self.page(), "etag")

    def test_a_nonce_that_is_not_the_headers_is_told(self):
        before = self.page(content_security_policy=POLICY.format("n1"))
        after = self.page(("n1", "n3"), content_security_policy=POLICY.format("n2"))
        self.assert_different(before, after, "n3")

    def test_json_is_compared_as_data(self):
        def run(body):
            return Folder(body, "application/json")

        self.assert_same(run('{"a": [1, 2.0], "at": "2026-11-28T10:00:01Z"}'), run('{"at":"2026-11-28T10:03:00Z","a":[1,2]}'))
        for body in ['{"a": [2, 1]}', '{"a": [1]}', '{"a": [1, "2"]}', '{"b": [1, 2]}', '{"a": [1, 2]', ""]:
            self.assert_different(run('{"a": [1, 2]}'), run(body), "/search")
        self.assert_different(run('{"at": "2026-11-28T10:00:01Z"}'), run('{"at": "2026-11-27T10:00:01Z"}'), ".at")

    def test_xml_is_compared_as_a_document_and_text_to_the_byte(self):
        def feed(body):
            return Folder(body, "application/atom+xml; charset=utf-8")

        self.assert_same(feed('<f a="1" b="2"><t>x y</t></f>'), feed('<f b="2" a="1">\n<t>x\n y</t></f>'))
        self.assert_different(feed("<f><t>x</t></f>"), feed("<f><t>y</t></f>"), "/f/t")
        self.assert_different(Folder("a,b\r\n", "text/csv"), Folder("a,b\n", "text/csv"), "text/csv")

    def test_white_space_between_links_is_counted_and_fails_when_asked(self):
        before, after = Folder("<p><a>x</a> <a>y</a></p>"), Folder("<p><a>x</a><a>y</a></p>")
        self.assertFalse(differ(before, after)[0])
        self.assertIn("Only white space", differ(before, after)[1])
        self.assertTrue(differ(before, after, "--spaces")[0])

    def test_a_wanted_change_is_counted_and_another_beside_it_fails(self):
        nested = ('<g class="map-base">', '<g class="map-base"><g class="map-base">'), ("</g>", "</g></g>")
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as wanted:
            wanted.write('[[wanted]]\nwhy = "nested once"\nkind = "/search "\nline = \'^[-+]</?g( class="map-base")?>$\'\n')
            wanted.flush()
            different, said = differ(self.page(*nested), self.page(), "--wanted", wanted.name)
            self.assertFalse(different, said)
            self.assertIn("nested once", said)
            other = self.page(("ring", "call"))
            self.assertTrue(differ(self.page(*nested), other, "--wanted", wanted.name)[0])

    def test_a_request_that_one_build_was_not_asked_fails(self):
        after = self.page()
        (after.path / "answers.jsonl").write_text("")
        self.assertTrue(differ(self.page(), after)[0])


if __name__ == "__main__":
    unittest.main()
