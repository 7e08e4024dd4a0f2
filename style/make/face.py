"""Cuts the site's typeface to what its pages need: Atkinson Hyperlegible Next (SIL Open Font License 1.1).

    python3 face.py FOLDER OUT

FOLDER is `files` of the npm package @fontsource-variable/atkinson-hyperlegible-next. Two files are written into
OUT: one with the letters of English, and one with the rest of the Latin letters of Europe, which browsers load
only for a page that has one. Both keep the weights from 400 to 700, kerning and figures of one width.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# The same ranges stand in style/05-face.css.
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A,
         0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x20AC, 0x2191, 0x2193, 0x2212]
LATIN_EXTENDED = [*range(0x100, 0x180), *range(0x218, 0x21C), *range(0x1E80, 0x1E86), 0x1EF2, 0x1EF3]
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]


def cut(source: Path, letters: list[int], out: Path) -> None:
    font = TTFont(source)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)}, inplace=True)
    font.flavor = "woff2"
    font.save(out)
    print(f"{out}: {out.stat().st_size} bytes, {len(font.getBestCmap())} letters")


if __name__ == "__main__":
    files, folder = map(Path, sys.argv[1:])
    for part, letters in [("latin", LATIN), ("latin-ext", LATIN_EXTENDED)]:
        source = files / f"atkinson-hyperlegible-next-{part}-wght-normal.woff2"
        cut(source, letters, folder / f"atkinson-{part}.woff2")
