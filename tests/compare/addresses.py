#!/usr/bin/env python3
"""Writes the requests that two builds are compared by, one JSON object a line.

They are made of the repository's own files: every page and record, every golden question, searches
of chance over the county's postcodes, an attack in each parameter and part of a path, every feed and
export, and requests that are refused. The same seed and files give the same list.

    tests/compare/addresses.py > requests.jsonl
"""

import argparse
import csv
import json
import random
import re
import sys
import tomllib
import uuid
from pathlib import Path
from urllib.parse import quote, urlencode

from parameters import (
    ATTACK,
    FEW,
    FILES,
    ORUK_LISTS,
    ORUK_PARAMETERS,
    PAGES,
    PARAMETERS,
    SEARCHES,
    WRONG_POSTCODES,
)

ROOT = Path(__file__).resolve().parents[2]
# The namespace of the open data's ids: server's `oruk::ids`.
NAMESPACE = uuid.UUID("6f0d3c4e-52b1-4a7d-9a2e-7c1be8d405f3")


def uuid_of(noun, name):
    return str(uuid.uuid5(NAMESPACE, f"{noun}/{name}"))


class County:
    """The tables of a county's folder; one that it does not have is empty, or the first county's."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = tomllib.loads((folder / "authority.toml").read_text())
        self.districts = [district["slug"] for district in self.authority["districts"]]
        self.services = self.column("services", "id")
        self.places = self.column("locations", "id")
        self.organizations = self.column("organizations", "id")
        self.needs = self.column("needs", "slug")
        self.kinds = self.column("kinds", "slug")
        self.postcodes = self.column("postcodes", "postcode")
        self.terminated = self.column("postcodes-terminated", "postcode")
        self.towns = self.column("towns", "name")
        self.wards = self.column("wards", "name")
        self.phrases = self.column("phrases", "phrase") + self.column("dangers", "phrase")
        self.at_places = self.column("service_at_locations", "id")
        names = self.column("services", "name") + self.column("locations", "name")
        self.names = list(dict.fromkeys(names))

    def column(self, table, name):
        values = []
        for file in (self.folder / f"{table}.csv", self.folder.parent / "national" / f"{table}.csv"):
            if file.is_file():
                with file.open(encoding="utf-8-sig", newline="") as text:
                    values += [row[name] for row in csv.DictReader(text) if row.get(name)]
        return list(dict.fromkeys(values))


class Requests:
    """The list, without repeats and in order."""

    def __init__(self):
        self.lines = {}

    def add(self, path, pairs=(), method="GET", headers=None, body=None):
        if pairs:
            path += "?" + urlencode(list(pairs))
        request = {"method": method, "path": path}
        if headers:
            request["headers"] = headers
        if body is not None:
            request["body"] = body
        self.lines.setdefault(json.dumps(request, ensure_ascii=False), None)


def add_pages(requests, county):
    for path in PAGES + FILES:
        requests.add(path)
    for service in county.services:
        requests.add(f"/services/{service}")
        requests.add(f"/services/{service}/sessions.ics")
        requests.add(f"/feedback/services/{service}")
        requests.add(f"/oruk/services/{uuid_of('service', service)}")
    for place in county.places:
        requests.add(f"/places/{place}")
        requests.add(f"/places/{place}", [("need-areas", "yes")])
        requests.add(f"/feedback/places/{place}")
    for need in county.needs:
        requests.add(f"/needs/{need}")
        requests.add("/search", [("need", need)])
        requests.add(f"/oruk/taxonomy_terms/{uuid_of('taxonomy_term', f'needs/{need}')}")
    for kind in county.kinds:
        requests.add("/search", [("kind", kind)])
        requests.add("/map", [("kind", kind)])
        requests.add(f"/oruk/taxonomy_terms/{uuid_of('taxonomy_term', f'kinds/{kind}')}")
    for district in county.districts:
        requests.add(f"/districts/{district}")
        requests.add(f"/districts/{district}", [("need-areas", "yes")])
        requests.add(f"/districts/{district}/changes.atom")
        requests.add(f"/booklet/{district}")
        requests.add("/search", [("district", district)])
        requests.add("/map", [("district", district)])
    for organization in county.organizations:
        requests.add(f"/oruk/organizations/{uuid_of('organization', organization)}")
    for at_place in county.at_places:
        requests.add(f"/oruk/service_at_locations/{uuid_of('service_at_location', at_place)}")
    for taxonomy in ["needs", "kinds", "levels-of-need", "audience", "who-can-ask"]:
        requests.add(f"/oruk/taxonomies/{uuid_of('taxonomy', taxonomy)}")


def add_questions(requests, questions):
    """Each golden question by itself, with the place and the ages that it names, and through the API."""
    with questions.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            asked = [("q", row["query"])]
            requests.add("/search", asked)
            requests.add("/api/search", [*asked, ("explain", "1")])
            more = [("near", place) for place in row["place"].split(";")[:1] if place]
            more += [("age", age) for age in re.split(r"[;-]", row["age_years"]) if age]
            if more:
                requests.add("/search", asked + more)
                requests.add("/api/search", asked + more)
            if row["user"] == "professional":
                requests.add("/professionals", asked + more)
            requests.add("/search", [*asked, ("exact", "1")] if "typo" in row["note"] else [*asked, ("page", "2")])


def add_each_value(requests, county):
    """Each value of each parameter by itself, on each address that reads a search."""
    near = county.postcodes[len(county.postcodes) // 3]
    for name, values in FEW.items():
        for value in values:
            for path in ["/search", "/api/search"]:
                requests.add(path, [("near", near), (name, value)])
            requests.add("/search", [("q", "baby groups"), (name, value)])
        for path in SEARCHES:
            for value in (values[0], values[-1]):
                requests.add(path, [("near", near), (name, value)])
    for start in FEW["start"]:
        requests.add("/professionals/pathway", [("start", start)])
        requests.add("/professionals/pathway/review.ics", [("start", start)])
    for view in FEW["view"]:
        requests.add("/map", [("view", view)])
        requests.add("/map", [("view", view), ("kind", county.kinds[0]), ("need-areas", "yes")])
    for holiday in FEW["holiday"]:
        requests.add("/holiday-activities", [("holiday", holiday)])
    for typed in ["2, 9 and 14", "6 months", "pregnant", "18m/3yrs", "newborn & 15yo", "9x", "0-5", "bump; 2 weeks", "30"]:
        requests.add("/professionals", [("age", typed), ("near", near)])
    for place in WRONG_POSTCODES:
        for path in ["/search", "/api/search", "/hubs", "/map", "/professionals", "/embed", f"/needs/{county.needs[0]}"]:
            requests.add(path, [("near", place)])
    for text in ["he hits me", "i want to die", "nowhere to sleep tonight", "zzzz", "babby grops", "a" * 301, "mi hijo no duerme"]:
        for path in ["/search", "/embed", "/map", "/professionals", "/api/search"]:
            requests.add(path, [("q", text)])


def add_chance(requests, county, chance, how_many):
    paths = {
        "/search": 10, "/api/search": 5, "/professionals": 5, "/map": 4, "/map.geojson": 4, "/hubs": 2,
        "/embed": 2, "/shortlist": 2, "/shortlist.txt": 1, "/holiday-activities": 1, "/districts": 1, "needs": 2,
        "services": 2,
    }  # fmt: skip
    drawn = chance.choices(list(paths), list(paths.values()), k=how_many)
    for path in drawn:
        pairs = search_of_chance(county, chance)
        if path == "needs":
            path = f"/needs/{chance.choice(county.needs)}"
        elif path == "services":
            path = f"/services/{chance.choice(county.services)}"
            pairs += [("for", chance.choice(county.needs)) for _ in range(2)]
        elif path == "/map" and chance.random() < 0.4:
            latitude, longitude = chance.uniform(52.0, 52.45), chance.uniform(-2.6, -1.8)
            pairs.append(("view", f"{latitude:.4f},{longitude:.4f},{chance.randint(8, 15)}"))
        elif path.startswith("/shortlist") and chance.random() < 0.5:
            pairs = [("ids", ",".join(chance.sample(county.services, k=chance.randint(1, 8))))]
            pairs += [("for", "young")] * (chance.random() < 0.4)
        elif path == "/holiday-activities":
            pairs.append(("holiday", chance.choice(FEW["holiday"])))
        elif path == "/professionals" and chance.random() < 0.5:
            ages = chance.choices(["0", "2", "6 months", "9", "14", "pregnant", "17"], k=3)
            pairs = [(name, value) for name, value in pairs if name != "age"] + [("age", ", ".join(ages))]
        elif path == "/api/search" and chance.random() < 0.5:
            pairs.append(("explain", "1"))
        requests.add(path, pairs)


def search_of_chance(county, chance):
    pairs = []
    often = lambda share: chance.random() < share  # noqa: E731
    if often(0.35):
        words = [chance.choice(county.phrases) for _ in range(chance.choice([1, 1, 2]))]
        pairs.append(("q", " ".join(words) if often(0.8) else chance.choice(county.names)))
    if often(0.8):
        places = chance.choices([county.postcodes, county.terminated, county.towns, county.wards], [14, 1, 2, 1])[0]
        place = chance.choice(places or county.postcodes)
        forms = [place, place.lower(), place.replace(" ", ""), place.split(" ")[0]]
        pairs.append(("near", chance.choices(forms, [6, 2, 2, 1])[0]))
    for name, values, share in [("need", county.needs, 0.6), ("age", FEW["age"][:10], 0.6), ("kind", county.kinds, 0.15), ("district", county.districts, 0.12)]:
        if often(share):
            pairs += [(name, chance.choice(values)) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    for name in ["within", "refer", "level", "day", "from", "to", "open", "cost", "send", "online", "sort", "page", "per_page", "group", "need-areas", "exact"]:
        if often(0.11):
            pairs.append((name, chance.choice(FEW[name])))
    if often(0.08):
        pairs.append(("ids", ",".join(chance.sample(county.services, k=chance.randint(1, 4)))))
    return pairs


def add_attacks(requests, county):
    """The attack as every parameter of every address that reads any, and as every part of a path."""
    service, need, district = county.services[0], county.needs[0], county.districts[0]
    near = county.postcodes[0]
    readers = SEARCHES + [f"/needs/{need}", f"/services/{service}", f"/places/{county.places[0]}", f"/districts/{district}"]
    readers += ["/professionals/pathway", "/professionals/pathway/review.ics", "/api/suggest", "/", "/developers"]
    for path in readers:
        for name in PARAMETERS:
            requests.add(path, [(name, ATTACK)])
        requests.add(path, [(ATTACK, ATTACK), ("near", near)])
        requests.add(path, [(name, ATTACK) for name in PARAMETERS])
        requests.add(path, [(name, ATTACK) for name in ("q", "near")] + [("need", need), ("age", "4")])
        requests.add(path, [("ids", f"{service},{ATTACK}"), ("q", "sleep")])
    hidden = quote(ATTACK, safe="")
    for before in ["services", "places", "needs", "districts", "booklet", "feedback/services", "feedback/places", "feedback", "assets", "oruk", "api", "professionals", *(f"oruk/{name}" for name in ORUK_LISTS)]:
        requests.add(f"/{before}/{hidden}")
        requests.add(f"/{before}/{hidden}/{hidden}")
        requests.add(f"/{before}/no-such-thing")
        requests.add(f"/{before}/%FF")
        requests.add(f"/{before}/..%2F..%2Fauthority.toml")
    for path in [f"/{hidden}", f"/{hidden}/{hidden}", f"/services/{hidden}/sessions.ics", f"/districts/{hidden}/changes.atom"]:
        requests.add(path)
    for name in ORUK_LISTS:
        for parameter in ORUK_PARAMETERS:
            requests.add(f"/oruk/{name}", [(parameter, ATTACK)])


def add_open_data(requests, county, chance):
    ids = {
        "taxonomy_id": [uuid_of("taxonomy", name) for name in ("needs", "kinds")],
        "taxonomy_term_id": [uuid_of("taxonomy_term", f"needs/{need}") for need in county.needs[:8]],
        "organization_id": [uuid_of("organization", slug) for slug in county.organizations[:5]],
    }
    for name in ORUK_LISTS:
        path = f"/oruk/{name}"
        for parameter, values in ORUK_PARAMETERS.items():
            for value in values + ids.get(parameter, []):
                requests.add(path, [(parameter, value)])
        for page in range(1, 8):
            requests.add(path, [("per_page", "50"), ("page", str(page))])
        requests.add(path, [("full", "true"), ("per_page", "100")])
        requests.add(path, [("full", "true"), ("format", "ndjson")])
        for _ in range(12):
            names = chance.sample(list(ORUK_PARAMETERS), k=3)
            requests.add(path, [(name, chance.choice(ORUK_PARAMETERS[name] + ids.get(name, []))) for name in names])
    for postcode in chance.sample(county.postcodes, k=10):
        asked = [("postcode", postcode), ("proximity", str(chance.choice([1000, 5000, 20000])))]
        requests.add("/oruk/services", asked)
        requests.add("/oruk/service_at_locations", asked)


def add_suggestions(requests, county, chance):
    typed = chance.sample(county.names, k=min(25, len(county.names)))
    typed += chance.sample(county.phrases, k=min(40, len(county.phrases)))
    typed += chance.sample(county.towns, k=min(15, len(county.towns))) + chance.sample(county.postcodes, k=15)
    for text in typed:
        for length in (1, 3, 6, len(text)):
            requests.add("/api/suggest", [("q", text[:length])])
        requests.add("/api/suggest", [("q", text[:4]), ("format", "text")])
    for text in ["", " ", "fede", "slepe", "brest feding", "12", "x" * 400, "'", "%"]:
        requests.add("/api/suggest", [("q", text)])


def add_manners(requests, county):
    """How the site speaks HTTP: other methods, compression, what is held already, what is refused."""
    paths = ["/", "/search?q=sleep", f"/services/{county.services[0]}", "/oruk/services", "/openapi.json", "/changes.atom",
             "/sitemap.xml", "/data/services.csv", "/data/services.geojson", "/api/search?q=sleep", "/embed", "/no-such-page",
             "/robots.txt", "/favicon.svg", "/map.geojson", "/oruk/no-such", f"/feedback/services/{county.services[0]}"]  # fmt: skip
    for path in paths:
        requests.add(path, method="HEAD")
        for encoding in ["br", "gzip", "gzip, br", "gzip;q=0, br;q=0.5", "*", "identity"]:
            requests.add(path, headers={"Accept-Encoding": encoding})
        for name, value in [
            ("If-None-Match", "*"),
            ("If-None-Match", 'W/"x"'),
            ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"),
            ("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"),
            ("Range", "bytes=0-99"),
            ("Origin", "https://elsewhere.example"),
        ]:
            requests.add(path, headers={name: value})
        if "feedback" not in path:
            for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]:
                requests.add(path, method=method)
    for path in ["/search?q=%FF", "/api/search?q=%FF", "/search?q=%", "/search?&&=&a", "/search?q=", "/SEARCH", "/search/", "//", "/%00",
                 "/search?q=a&q=b&near=WR9&near=WR5", "/services/", "/oruk/services/", "/map.geojson/", "/api", "/data/",
                 "/search?q=" + "a" * 17_000, "/api/search?q=" + "a" * 17_000, "/search?q=" + "a+" * 5_000,
                 "/search?q=%E2%80%AEabc%00%0Adef", "/search?" + "need=sleep&" * 40, "/assets/none.css", "/assets/"]:  # fmt: skip
        requests.add(path)


def add_messages(requests, county):
    """Forms that are sent. Few are right: the site takes ten in ten minutes."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    services, places = f"/feedback/services/{county.services[0]}", f"/feedback/places/{county.places[0]}"
    once = "0123456789abcdef" * 2
    for path, said in [
        (services, {"words": "The number is wrong.", "once": once}),
        (places, {"words": "he hits me", "contact": "a@example.org"}),
        (services, {"words": ATTACK, "contact": ATTACK}),
        (services, {"words": ""}),
        (services, {"words": "a" * 2_001}),
        (services, {"words": ATTACK, "contact": ATTACK * 10}),
        (services, {"words": "i want to die", "extra": "x", "contact": ATTACK, "once": ATTACK}),
        (services, {"words": "a" * 70_000}),
        ("/feedback/services/no-such-service", {"words": "x"}),
    ]:
        requests.add(path, method="POST", headers=form, body=urlencode(said))
    elsewhere = {**form, "Sec-Fetch-Site": "cross-site"}
    requests.add(services, method="POST", headers=elsewhere, body=urlencode({"words": ATTACK}))
    requests.add(services, method="POST", headers={"Content-Type": "application/json"}, body="{}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT / "data/worcestershire", help="the county's folder")
    parser.add_argument("--questions", type=Path, default=ROOT / "tests/relevance/questions.csv")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--chance", type=int, default=1_000, help="how many searches of chance")
    arguments = parser.parse_args()
    county, chance, requests = County(arguments.data), random.Random(arguments.seed), Requests()
    add_pages(requests, county)
    add_questions(requests, arguments.questions)
    add_each_value(requests, county)
    add_chance(requests, county, chance, arguments.chance)
    add_attacks(requests, county)
    add_open_data(requests, county, chance)
    add_suggestions(requests, county, chance)
    add_manners(requests, county)
    add_messages(requests, county)
    sys.stdout.writelines(f"{line}\n" for line in requests.lines)


if __name__ == "__main__":
    main()
