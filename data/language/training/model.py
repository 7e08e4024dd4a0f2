"""The encoder in JAX: XLM-R's (BERT's) layers of 384 numbers over fixed word vectors, and the heads on top of it."""
import jax, jax.numpy as jnp, numpy as np

HEADS = 12
BUCKETS = (8, 12, 16, 24, 32, 48, 72, 112)

def normalised(x, p, name):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + 1e-12) * p[name + ".w"] + p[name + ".b"]

def dense(x, p, name):
    return x @ p[name + ".w"].T + p[name + ".b"]

def encoder(p, words, mask, layers, key=None, drop=0.1, all_layers=False):
    """Hidden numbers of each piece [texts, pieces, 384] from the vectors of words; `mask` is 1 where a piece stands."""
    texts, pieces, hidden = words.shape
    def dropped(x, key):
        return x if key is None else x * jax.random.bernoulli(key, 1 - drop, x.shape) / (1 - drop)
    x = normalised(words + p["emb.pos"][None, :pieces] + p["emb.type"][0], p, "emb.ln")
    bias = (1 - mask)[:, None, None, :] * -1e9
    kept = []
    for layer in range(layers):
        n = f"l{layer}."
        q, k, v = [dense(x, p, n + t).reshape(texts, pieces, HEADS, -1).transpose(0, 2, 1, 3) for t in "qkv"]
        weight = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(hidden // HEADS) + bias, -1)
        mixed = (weight @ v).transpose(0, 2, 1, 3).reshape(texts, pieces, hidden)
        a = b = None
        if key is not None: key, a, b = jax.random.split(key, 3)
        x = normalised(x + dropped(dense(mixed, p, n + "ao"), a), p, n + "aln")
        x = normalised(x + dropped(dense(jax.nn.gelu(dense(x, p, n + "fi"), approximate=False), p, n + "fo"), b), p, n + "oln")
        kept.append(x)
    return kept if all_layers else x

def pooled(x, mask):
    """The mean over the pieces, and the greatest of each number over them."""
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return mean, (x + (1 - mask[..., None]) * -1e4).max(1)

def padded(rows, size=None):
    """Numbers of pieces as one array [texts, pieces] with its mask, in the smallest bucket that holds them."""
    longest = max(len(r) for r in rows)
    width = next((b for b in BUCKETS if b >= longest), longest)
    size = size or len(rows)
    ids, mask = np.zeros((size, width), np.int32), np.zeros((size, width), np.float32)
    for i, row in enumerate(rows): ids[i, :len(row)] = row; mask[i, :len(row)] = 1
    mask[len(rows):, 0] = 1
    return ids, mask
