"""A second opinion on danger: the sentences that lie nearest to a text, as `server/language/src/neighbours.rs` asks them."""
import numpy as np

NEIGHBOURS, REACH = 10, 2.0

def moved(logits, vectors, dangers, vector):
    """The logits of the dangers for a text of this vector, each moved by the share of its neighbours that speak of it. `vectors` [sentences, 384] are all of one length."""
    nearest = np.argpartition(-(vectors.astype(np.float32) @ vector), NEIGHBOURS)[:NEIGHBOURS]
    return logits + REACH / NEIGHBOURS * np.bincount(dangers[nearest], minlength=len(logits))
