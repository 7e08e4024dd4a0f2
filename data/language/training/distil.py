"""Step one: six layers that follow the twelve. Usage: distil.py E5_FILE FOLDERS LANGUAGE OUT [EPOCHS]; FOLDERS are split with ",", the national one first."""
import random, sys, time
import jax, jax.numpy as jnp, numpy as np, optax
import base, model, texts, vocabulary

file, folders, language, out = sys.argv[1:5]
folders = folders.split(",")
epochs = int(sys.argv[5]) if len(sys.argv) > 5 else 2
chance = random.Random(7)
shape, pieces, scores, weights = base.read(file)
corpus = [r["text"] for r in texts.sentences(language)] + [p for p, _ in texts.phrases(folders)] + [t for t, _ in texts.danger_rows(folders, chance)]
rows, kept, kept_scores = vocabulary.cut(pieces, scores, corpus)
words = weights["emb.word"][rows]
cutter = vocabulary.tokenizer(kept, kept_scores)
ids = sorted({tuple(vocabulary.encode(cutter, t, 96)) for t in corpus}, key=lambda r: (len(r), r))
print(len(rows), "pieces", len(ids), "texts", sum(map(len, ids)), "tokens", flush=True)
TAKEN = [1, 3, 5, 7, 9, 11]
teacher = {k: jnp.asarray(v) for k, v in weights.items() if k != "emb.word"}
student = {k: v for k, v in teacher.items() if k.startswith("emb")}
for to, frm in enumerate(TAKEN):
    student.update({k.replace(f"l{frm}.", f"l{to}."): v for k, v in teacher.items() if k.startswith(f"l{frm}.")})
table = words
BATCH = 48
batches = []
for i in range(0, len(ids), BATCH):
    batches.append(model.padded(ids[i:i + BATCH], BATCH))

@jax.jit
def teach(w, mask):
    kept = model.encoder(teacher, w, mask, 12, all_layers=True)
    return jnp.stack([kept[i] for i in TAKEN]).astype(jnp.float16)

def loss_of(p, w, mask, wanted):
    got = jnp.stack(model.encoder(p, w, mask, 6, all_layers=True))
    m = mask[None, ..., None]
    near = (((got - wanted) ** 2) * m).sum((1, 2, 3)) / ((wanted ** 2) * m).sum((1, 2, 3))
    a, _ = model.pooled(got[-1], mask); b, _ = model.pooled(wanted[-1].astype(jnp.float32), mask)
    cosine = (a * b).sum(1) / jnp.sqrt((a * a).sum(1) * (b * b).sum(1))
    return near.mean() + near[-1] + 10 * (1 - cosine).mean(), (1 - cosine).mean()

steps = epochs * len(batches)
optimiser = optax.adamw(optax.warmup_cosine_decay_schedule(0, 4e-4, 100, steps), weight_decay=0.01)
state = optimiser.init(student)

@jax.jit
def step(p, state, w, mask, wanted):
    (loss, off), grads = jax.value_and_grad(loss_of, has_aux=True)(p, w, mask, wanted)
    updates, state = optimiser.update(grads, state, p)
    return optax.apply_updates(p, updates), state, loss, off

t0, k, total, far = time.time(), 0, 0.0, 0.0
wanted_of = {}
for epoch in range(epochs):
    order = list(range(len(batches))); chance.shuffle(order)
    for i in order:
        b, mask = batches[i]
        w = table[b]
        if i not in wanted_of: wanted_of[i] = np.asarray(teach(w, mask))
        student, state, loss, off = step(student, state, w, mask, wanted_of[i])
        total += float(loss); far += float(off); k += 1
        if k % 50 == 0:
            print(epoch, k, steps, "loss %.4f, 1-cosine %.5f" % (total / 50, far / 50), round(time.time() - t0), flush=True); total = far = 0.0
np.savez(out, words=words.astype(np.float16), rows=np.array(rows), scores=np.array(kept_scores, np.float32), pieces=np.array(kept),
         **{k: np.asarray(v) for k, v in student.items()})
