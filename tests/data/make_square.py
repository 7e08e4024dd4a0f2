#!/usr/bin/env python3
"""Writes square.pmtiles: a base map of nothing but land with a square of water in every tile.

It is made here from the formats alone (PMTiles version 3, Mapbox Vector Tile 2.1), so that the tests
carry nobody's map. Zoom 0 to 10, over the box below.
"""
import gzip, json, math, pathlib

WEST, SOUTH, EAST, NORTH = -3.2, 51.6, -1.2, 52.9
FINEST = 10


def varint(number):
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def field(number, payload):
    """A protobuf field: bytes are length-delimited, whole numbers are varints."""
    if isinstance(payload, int):
        return varint(number << 3) + varint(payload)
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def packed(numbers):
    return b"".join(varint(number) for number in numbers)


def zigzag(number):
    return (number << 1) ^ (number >> 31)


def square(least, most):
    """Draws a closed square: move, three lines, close."""
    side = most - least
    draw = [9, zigzag(least), zigzag(least), 26, zigzag(side), 0, 0, zigzag(side), zigzag(-side), 0, 15]
    return packed(draw)


def layer(name, least, most, kind):
    feature = field(2, packed([0, 0])) + field(3, 3) + field(4, square(least, most))
    parts = field(15, 2) + field(1, name.encode()) + field(2, feature)
    return field(3, parts + field(3, b"kind") + field(4, field(1, kind.encode())) + field(5, 4096))


def tile_id(z, x, y):
    """Where a tile stands: all coarser zooms first, then along the Hilbert curve."""
    before, along, side = ((1 << 2 * z) - 1) // 3, 0, 1 << z >> 1
    while side:
        right, down = int(x & side > 0), int(y & side > 0)
        along += side * side * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        side >>= 1
    return before + along


def column(z, longitude):
    return int((longitude + 180) / 360 * (1 << z))


def row(z, latitude):
    turn = math.asinh(math.tan(math.radians(latitude)))
    return int((1 - turn / math.pi) / 2 * (1 << z))


def directory(ids, length):
    steps = [now - before for before, now in zip([0] + ids, ids)]
    runs, lengths, offsets = [1] * len(ids), [length] * len(ids), [1] * len(ids)
    return gzip.compress(packed([len(ids)] + steps + runs + lengths + offsets), mtime=0)


def main():
    tile = layer("earth", -64, 4160, "earth") + layer("water", 1024, 3072, "lake")
    tile = gzip.compress(tile, mtime=0)
    ids = sorted(
        tile_id(z, x, y)
        for z in range(FINEST + 1)
        for x in range(column(z, WEST), column(z, EAST) + 1)
        for y in range(row(z, NORTH), row(z, SOUTH) + 1)
    )
    said = {"name": "A square", "attribution": "<b>&copy; Made for this test</b> &amp; nothing else",
            "vector_layers": [{"id": "earth", "fields": {}}, {"id": "water", "fields": {}}]}
    root, metadata = directory(ids, len(tile)), gzip.compress(json.dumps(said).encode(), mtime=0)
    at, places = 127, []
    for part in (root, metadata, b"", tile):
        places += [at, len(part)]
        at += len(part)
    degrees = lambda d: int(d * 1e7).to_bytes(4, "little", signed=True)
    head = b"PMTiles\x03" + b"".join(place.to_bytes(8, "little") for place in places)
    head += b"".join(count.to_bytes(8, "little") for count in (len(ids), len(ids), 1))
    head += bytes([1, 2, 2, 1, 0, FINEST]) + b"".join(map(degrees, (WEST, SOUTH, EAST, NORTH)))
    head += bytes([8]) + degrees((WEST + EAST) / 2) + degrees((SOUTH + NORTH) / 2)
    assert len(head) == 127, len(head)
    file = pathlib.Path(__file__).with_name("square.pmtiles")
    file.write_bytes(head + root + metadata + tile)
    print(f"{file.name}: {file.stat().st_size} bytes, {len(ids)} tiles")


if __name__ == "__main__":
    main()
