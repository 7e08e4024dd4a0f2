"""Step three: writes the folder that the program carries, LANGUAGE/model. Usage: export.py WEIGHTS.npz COUNTY LANGUAGE

    encoder.onnx   the layers and heads: `words` [1, pieces, 384] in, `vector` [1, 384] and five rows of logits out
    words.bin      the table of words: a row of 384 signed bytes a piece, then a scale a row (f32, little endian)
    pieces.tsv     piece, tab, score (log probability), in the order of the table's rows
    labels.json    what the logits stand for, and how many pieces are read at once
    sentences.bin  the vectors of LANGUAGE/sentences-*.jsonl, in the order of names and lines: 384 signed bytes each, 127 is 1,
                   then the place of its danger in labels.json, 0 for none
    expected.json  what Python answers for the texts of `fixture.py`, for the tests of `server/language`

Weights of the layers are whole numbers of -LEVELS..LEVELS with a scale for each output; what goes into a product is turned
into bytes as it comes, with a scale for each piece. One scale for a whole text, as DynamicQuantizeLinear has it, is
coarser: a few of the numbers are twenty times as great as most. LEVELS is 63: then no sum of two products
(255 * 63 * 2) overflows the sixteen bits in which processors without VNNI keep it.
"""
import json, os, sys
import jax, jax.numpy as jnp, numpy as np, onnx
from onnx import TensorProto, helper, numpy_helper
import fixture, model, texts, vocabulary

LONGEST, HIDDEN, HEADS, LEVELS = 112, 384, 12, 63
LEAST_SENTENCES = 100

def rounded(matrix, levels):
    """A matrix [rows, columns] as whole numbers up to `levels`, and the scale of each row."""
    scale = np.abs(matrix).max(1).astype(np.float32) / levels
    scale[scale == 0] = 1
    return np.clip(np.rint(matrix / scale[:, None]), -levels, levels).astype(np.int8), scale

class Graph:
    """An ONNX graph that is written from its first node to its last."""
    def __init__(self): self.nodes, self.constants = [], []

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(self, operator, inputs, outputs, **attributes):
        outputs = [outputs] if isinstance(outputs, str) else outputs
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=outputs[0] + "/" + operator, **attributes))
        return outputs[0] if len(outputs) == 1 else outputs

    def normalised(self, x, name, gain, shift):
        return self.node("LayerNormalization", [x, self.constant(name + ".w", gain), self.constant(name + ".b", shift)], name, axis=-1, epsilon=1e-12)

    def dense(self, x, name, matrix, shift, levels):
        """x @ matrix.T + shift, with `matrix` [outputs, inputs] in whole numbers, and each piece of x in bytes of its own scale."""
        whole, scale = rounded(matrix, levels)
        reach = self.node("ReduceMax", [self.node("Abs", [x], name + ".abs"), "last"], name + ".reach", keepdims=1)
        x8 = self.node("QuantizeLinear", [self.node("Div", [x, reach], name + ".x1"), "step", "zero of bytes"], name + ".x8")
        # The zero of the weights is said, though it is 0: only then does `rten` join product and scale to one operator.
        product = self.node("MatMulInteger", [x8, self.constant(name + ".w", whole.T), "zero of bytes", "zero of weights"], name + ".i")
        product = self.node("Mul", [self.node("Cast", [product], name + ".f", to=TensorProto.FLOAT), self.constant(name + ".s", scale / 127)], name + ".m")
        return self.node("Add", [self.node("Mul", [product, reach], name + ".r"), self.constant(name + ".b", shift)], name)

def model_of(p, labels, levels=LEVELS):
    """The ONNX model of the weights `p`."""
    g = Graph()
    layers = 1 + max(int(k[1:k.index(".")]) for k in p if k[0] == "l" and k[1].isdigit())
    g.constant("zero", np.array([0], np.int64)); g.constant("one", np.array([1], np.int64)); g.constant("last", np.array([-1], np.int64))
    g.constant("step", np.array(1 / 127, np.float32)); g.constant("zero of bytes", np.array(128, np.uint8)); g.constant("zero of weights", np.array(0, np.int8))
    g.constant("by head", np.array([0, -1, HEADS, HIDDEN // HEADS], np.int64)); g.constant("joined", np.array([0, -1, HIDDEN], np.int64))
    g.constant("places", (p["emb.pos"][:LONGEST] + p["emb.type"][0])[None].astype(np.float32))
    pieces = g.node("Shape", ["words"], "pieces", start=1, end=2)
    places = g.node("Slice", ["places", "zero", pieces, "one"], "places of pieces")
    x = g.normalised(g.node("Add", ["words", places], "placed"), "emb.ln", p["emb.ln.w"], p["emb.ln.b"])
    for layer in range(layers):
        n = f"l{layer}."
        # The products of questions and keys are divided by the root of a head's width: here, once, in the questions' weights.
        width = np.float32(np.sqrt(HIDDEN // HEADS))
        matrix = np.concatenate([p[n + "q.w"] / width, p[n + "k.w"], p[n + "v.w"]])
        shift = np.concatenate([p[n + "q.b"] / width, p[n + "k.b"], p[n + "v.b"]])
        both = g.node("Split", [g.dense(x, n + "qkv", matrix, shift, levels)], [n + t for t in "qkv"], axis=-1, num_outputs=3)
        q, k, v = [g.node("Transpose", [g.node("Reshape", [t, "by head"], t + ".h")], t + ".t", perm=perm)
                   for t, perm in zip(both, ((0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3)))]
        weight = g.node("Softmax", [g.node("MatMul", [q, k], n + "qk")], n + "weight", axis=-1)
        mixed = g.node("Transpose", [g.node("MatMul", [weight, v], n + "mixed")], n + "mixed.t", perm=(0, 2, 1, 3))
        out = g.dense(g.node("Reshape", [mixed, "joined"], n + "mixed.j"), n + "ao", p[n + "ao.w"], p[n + "ao.b"], levels)
        x = g.normalised(g.node("Add", [x, out], n + "ao+"), n + "aln", p[n + "aln.w"], p[n + "aln.b"])
        inner = g.node("Gelu", [g.dense(x, n + "fi", p[n + "fi.w"], p[n + "fi.b"], levels)], n + "gelu")
        out = g.dense(inner, n + "fo", p[n + "fo.w"], p[n + "fo.b"], levels)
        x = g.normalised(g.node("Add", [x, out], n + "fo+"), n + "oln", p[n + "oln.w"], p[n + "oln.b"])
    g.node("ReduceMean", [x, "one"], "vector", keepdims=0)
    both = g.node("Concat", ["vector", g.node("ReduceMax", [x, "one"], "greatest", keepdims=0)], "both", axis=-1)
    for name in texts.HEADS:
        product = g.node("MatMul", [both, g.constant(name + ".w", p[name + ".w"].T.astype(np.float32))], name + ".m")
        g.node("Add", [product, g.constant(name + ".b", p[name + ".b"].astype(np.float32))], name)
    shapes = [("vector", HIDDEN)] + [(name, len(labels[name])) for name in texts.HEADS]
    graph = helper.make_graph(g.nodes, "sentence encoder", [helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "pieces", HIDDEN])],
                              [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, size]) for name, size in shapes], g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], producer_name="hubfinder")
    made.ir_version = 9
    onnx.checker.check_model(made, full_check=True)
    return made

def labels_of(folders, language):
    """What the logits stand for. A need that stands first in too few sentences was not taught: its label is marked, so that the tables alone hear it."""
    first = [(row["needs"] or ["none"])[0] for row in texts.sentences(language)]
    needs = [need if first.count(need) >= LEAST_SENTENCES else f"{need} (too few sentences)" for need in texts.needs_of(folders)]
    return dict(needs=needs, dangers=texts.DANGERS, askers=texts.ASKERS, whens=texts.WHENS, languages=texts.LANGUAGES)

def read(path, labels):
    """The arrays of a file of weights, whose heads answer with `labels`."""
    with np.load(path) as file: p = {k: file[k] for k in file.files}
    p = {k: v.astype(np.float32) if v.dtype.kind == "f" else v for k, v in p.items()}
    for name in texts.HEADS: assert p[name + ".w"].shape == (len(labels[name]), 2 * HIDDEN), name
    return p

def vectors(p, written):
    """The vectors of texts, each of length 1, in whole numbers of -127..127."""
    cutter = vocabulary.tokenizer(list(p["pieces"]), list(p["scores"]))
    weights = {k: jnp.asarray(v) for k, v in p.items() if v.dtype.kind == "f" and k not in ("words", "scores")}
    run = jax.jit(lambda w, m: model.pooled(model.encoder(weights, w, m, 6), m)[0])
    ids = [vocabulary.encode(cutter, text, LONGEST) for text in written]
    made = np.zeros((len(ids), HIDDEN), np.int8)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    for at in range(0, len(order), 64):
        part = order[at:at + 64]
        pieces, mask = model.padded([ids[i] for i in part], 64)
        mean = np.asarray(run(p["words"][pieces], mask))[:len(part)]
        made[part] = np.rint(127 * mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.int8)
    return made

def write(p, labels, language, levels=LEVELS):
    folder = os.path.join(language, "model")
    os.makedirs(folder, exist_ok=True)
    onnx.save(model_of(p, labels, levels), os.path.join(folder, "encoder.onnx"))
    whole, scale = rounded(p["words"], 127)
    with open(os.path.join(folder, "words.bin"), "wb") as file:
        file.write(whole.tobytes()); file.write(scale.astype("<f4").tobytes())
    with open(os.path.join(folder, "pieces.tsv"), "w", encoding="utf-8", newline="\n") as file:
        for piece, score in zip(p["pieces"], p["scores"]): file.write(f"{piece}\t{score!s}\n")
    with open(os.path.join(folder, "labels.json"), "w", encoding="utf-8") as file:
        json.dump({**{name: labels[name] for name in texts.HEADS}, "longest": LONGEST}, file, ensure_ascii=False, indent=1)
    sentences = list(texts.sentences(language))
    meant = vectors(p, [row["text"] for row in sentences])
    dangers = np.array([labels["dangers"].index(row["danger"]) for row in sentences], np.int8)
    np.concatenate([meant, dangers[:, None]], 1).tofile(os.path.join(folder, "sentences.bin"))
    fixture.write(p, os.path.join(folder, "expected.json"), meant, dangers)
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
    print(folder, round(size / 1e6, 1), "MB")
    assert size <= 50_000_000

if __name__ == "__main__":
    path, folders, language = sys.argv[1:4]
    lists = labels_of(folders.split(","), language)
    write(read(path, lists), lists, language)
