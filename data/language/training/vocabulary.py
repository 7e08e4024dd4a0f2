"""The word pieces that the model keeps of its base, and how a text becomes their numbers.

A text is normalised (NFKC, lower case, one space for white space, nothing invisible), then cut by the unigram model: the cut whose
pieces have the greatest sum of log probabilities. `server/language/src/pieces.rs` does the same, and a test holds both to the same cuts.
"""
import re, unicodedata

# How many pieces of a script are kept beside those that our texts use, most frequent first.
KEPT = {"LATIN": 28_000, "CYRILLIC": 13_000, "CJK": 9_000, "ARABIC": 7_500, "BENGALI": 2_500, "GURMUKHI": 2_000, "": 1_500}
UNKNOWN, START, END, SPACE = 0, 1, 2, "▁"

def normalise(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return re.sub(" +", " ", text).strip()

def script(piece):
    """The one script of a piece, empty without letters, None where scripts are mixed."""
    found = {unicodedata.name(c, "?").split()[0] for c in piece if c.isalpha() or unicodedata.category(c) in ("Mn", "Mc")}
    found.discard("COMBINING")
    return None if len(found) > 1 else next(iter(found), "")

def tokenizer(pieces, scores):
    from tokenizers import Tokenizer, models, pre_tokenizers
    made = Tokenizer(models.Unigram([(p, float(s)) for p, s in zip(pieces, scores)], UNKNOWN, False))
    made.pre_tokenizer = pre_tokenizers.Metaspace(SPACE, "always", split=False)
    return made

def encode(made, text, longest):
    ids = made.encode(normalise(text)).ids[:longest - 2]
    return [START] + ids + [END]

def cut(pieces, scores, texts):
    """The kept pieces: rows of the base's table, names and scores; unknown, start and end first."""
    whole = tokenizer(["<unk>"] + [p for p in pieces[4:]], [0.0] + list(scores[4:]))
    used = set()
    for text in texts:
        used.update(i + 3 for i in whole.encode(normalise(text)).ids if i)
    room, rows = dict(KEPT), []
    for i in range(4, len(pieces)):  # the base's pieces stand in order of frequency
        piece = pieces[i]
        plain = piece.replace(SPACE, "")
        if plain != plain.lower() or unicodedata.normalize("NFKC", plain) != plain: continue
        kind = script(plain)
        if kind in room and room[kind] > 0: room[kind] -= 1
        elif i not in used: continue
        rows.append(i)
    rows = [3, 0, 2] + rows
    return rows, ["<unk>", "<s>", "</s>"] + [pieces[i] for i in rows[3:]], [0.0, 0.0, 0.0] + [float(scores[i]) for i in rows[3:]]
