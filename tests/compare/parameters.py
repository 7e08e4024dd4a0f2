"""The addresses that the site answers, and what their parameters take."""

ATTACK = "\"'></textarea></title></script><script>alert(1)</script>&<!>"

PAGES = """
    / /search /hubs /districts /map /needs /professionals /professionals/family /professionals/levels-of-need
    /professionals/pathway /holiday-activities /booklet /urgent /young-people /glossary /about /open-data
    /developers /privacy /accessibility /add-a-service /contact /embed /shortlist
""".split()
FILES = """
    /shortlist.txt /professionals.txt /professionals/pathway/review.ics /changes.atom /data/services.csv /data/services.geojson
    /data/services.json /openapi.json /sitemap.xml /robots.txt /.well-known/security.txt /favicon.ico /favicon.svg
    /healthz /readyz /map.geojson /map/basemap.pmtiles /api/search /api/suggest /oruk /oruk/
    /oruk/services /oruk/service_at_locations /oruk/organizations /oruk/taxonomies /oruk/taxonomy_terms
""".split()
ORUK_LISTS = ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"]
# The addresses that read a search.
SEARCHES = """
    /search /api/search /professionals /map /map.geojson /hubs /embed /shortlist /shortlist.txt /districts
    /holiday-activities
""".split()
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Every value of the parameters that have few, then some that are wrong.
FEW = {
    "within": ["1", "2", "5", "10", "20", "3", "0", "-1", "ten"],
    "refer": ["self", "parent", "professional", "friend"],
    "level": ["1", "2", "3", "4", "5", "x"],
    "day": [*DAYS, "monday", "x"],
    "from": ["00:00", "09:30", "15:00", "18:30", "24:00", "9", "half nine"],
    "to": ["09:00", "12:00", "17:30", "23:59", "25:00", "x"],
    "open": ["now", "later"],
    "cost": ["free", "paid"],
    "send": ["yes", "no"],
    "online": ["yes", "no"],
    "only": ["women", "men", "cats"],
    "sort": ["best", "nearest", "name", "worst"],
    "page": ["1", "2", "3", "40", "10000", "0", "10001", "x"],
    "per_page": ["1", "7", "50", "0", "51", "x"],
    "group": ["near", "anywhere", "both"],
    "need-areas": ["yes", "no"],
    "exact": ["1", "0"],
    "explain": ["1", "0"],
    "age": ["0", "0.5", "1.5", "4", "11", "14", "17", "19", "25", "pregnancy", "26", "-1", "x"],
    "view": ["52.39,-2.24,12", "52.19,-2.22,14", "52.2,-2.2,9", "52.2,-2.2", "0,0,0", "x"],
    "holiday": ["easter", "summer", "winter", "christmas", "autumn", "half-term", "x"],
    "for": ["young", "sleep", "x"],
    "start": ["2026-11-26", "26/11/2026", "26.11.2026", "2026-12-24", "2026-02-30", "1999-01-01", "soon"],
    "format": ["text", "json", "ndjson", "x"],
}
PARAMETERS = ["q", "near", "need", "kind", "district", "ids", *FEW]
WRONG_POSTCODES = ["ZZ99 9ZZ", "SW1A 1AA", "GL20 5AB", "B98", "WR5", "WR5 1", "DY10", "WR", "nowhere", "Edinburgh"]
ORUK_PARAMETERS = {
    "page": ["1", "2", "3", "99", "0", "x"],
    "per_page": ["1", "7", "100", "0", "1001", "x"],
    "modified_after": ["2020-01-01", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00+01:00", "2099-01-01", "yesterday"],
    "full": ["true", "false", "x"],
    "format": ["json", "ndjson", "x"],
    "search": ["baby", "sleep hub", "zzzz", "x" * 400, ATTACK],
    "minimum_age": ["0", "5", "151", "x"],
    "maximum_age": ["0", "5", "19", "x"],
    "start_time": ["09:00", "09:00:00", "9am"],
    "end_time": ["12:00", "17:30", "x"],
    "day": ["MO", "tue", "Friday", "x"],
    "postcode": ["WR9 9EQ", "wr51aa", "ZZ99 9ZZ", "x"],
    "proximity": ["500", "10000", "-1", "x"],
    "taxonomy_id": ["x", ATTACK],
    "taxonomy_term_id": ["x", ATTACK],
    "organization_id": ["x", ATTACK],
}
