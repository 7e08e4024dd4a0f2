"""Step two: the six layers and their heads learn what families mean.
Usage: train.py BASE6.npz COUNTY LANGUAGE OUT.npz [EPOCHS] [--measure FILE ...]

Words stay as they are in the base (fixed vectors): what is not in our sentences keeps its meaning, in every language.
"""
import argparse, json, random, time
import jax, jax.numpy as jnp, numpy as np, optax
import model, texts, vocabulary

LONGEST, BATCH = 112, 64
ROWS_OF_PHRASES, ROWS_OF_DANGERS = 3_000, 1_200
NOISE, STORY = 0.35, 0.08
RATE_ENCODER, RATE_HEADS, AVERAGE = 1.2e-4, 2e-3, 0.996

def main():
    args = argparse.ArgumentParser()
    args.add_argument("base")
    args.add_argument("folders", type=lambda text: text.split(","), help="the national folder and a county's, split with ','")
    for name in ("language", "out"): args.add_argument(name)
    args.add_argument("epochs", nargs="?", type=int, default=11)
    args.add_argument("--measure", nargs="*", default=[])
    args = args.parse_args()
    chance = random.Random(7)
    stored = np.load(args.base)
    table, pieces, scores = stored["words"].astype(np.float32), stored["pieces"], stored["scores"]
    cutter = vocabulary.tokenizer(list(pieces), list(scores))
    needs = texts.needs_of(args.folders)
    need_at = {slug: i for i, slug in enumerate(needs)}
    danger_at = {slug: i for i, slug in enumerate(texts.DANGERS)}

    def share_of_needs(slugs):
        share = np.zeros(len(needs), np.float32)
        for slug, part in zip(slugs or ["none"], (1, .5, .35)): share[need_at[slug]] += part
        return share / share.sum()

    def example(text, slugs, danger, asker, when, weigh_needs, weigh_danger, language="en"):
        return dict(text=text, needs=share_of_needs(slugs[:3]) if weigh_needs else np.zeros(len(needs), np.float32),
                    danger=danger_at[danger], asker=texts.ASKERS.index(asker) if asker else -1, when=texts.WHENS.index(when) if when is not None else -1,
                    language=texts.LANGUAGES.index(language), weigh_needs=weigh_needs, weigh_danger=weigh_danger)
    english, other = [], []
    for r in texts.sentences(args.language):
        made = example(r["text"], r["needs"], r["danger"], r["who"], r.get("when"), 1.0, 1.0, r.get("lang", "en"))
        (other if "lang" in r else english).append(made)
    phrases = [example(p, n, "", None, None, 1.0, 0.0 if set(n) & texts.SENSITIVE else 0.3) for p, n in texts.phrases(args.folders)]
    rows = [example(t, [], d, None, None, 0.0, 0.5) for t, d in texts.danger_rows(args.folders, chance)]
    print(len(english), "sentences", len(other), "in other languages", len(phrases), "phrases", len(rows), "rows of danger", flush=True)

    def slip(text):
        """Slips of the keyboard, so that spelling is not relied on."""
        if len(text) < 6 or chance.random() > NOISE: return text
        letters = list(text)
        for _ in range(1 + len(text) // 30):
            i, kind = chance.randrange(1, len(letters) - 1), chance.random()
            if kind < .35: letters[i], letters[i - 1] = letters[i - 1], letters[i]
            elif kind < .7: letters[i] = ""
            elif kind < .9: letters[i] *= 2
            else: letters[i] = chance.choice("abcdefghijklmnopqrstuvwxyz ")
        return "".join(letters)

    def story(last):
        """A sentence after one about something else, by the same asker: the end of a story counts as much as its beginning."""
        if last["asker"] < 0 or chance.random() > STORY: return last
        first = chance.choice(english)
        if first["asker"] != last["asker"] or first["danger"]: return last
        share = last["needs"] * .8 + first["needs"] * .2 if last["danger"] else (last["needs"] + first["needs"]) / 2
        return dict(last, text=first["text"].rstrip(". ") + chance.choice([". ", ", ", " and ", " "]) + last["text"], needs=share)

    def epoch_of_batches():
        taken = [story(e) for e in english] + other
        taken += chance.sample(phrases, min(ROWS_OF_PHRASES, len(phrases))) + chance.sample(rows, min(ROWS_OF_DANGERS, len(rows)))
        cut = [(vocabulary.encode(cutter, slip(e["text"]), LONGEST), e) for e in taken]
        cut.sort(key=lambda c: len(c[0]) + chance.random() * 6)
        batches = []
        for i in range(0, len(cut) - BATCH + 1, BATCH):
            part = cut[i:i + BATCH]
            ids, mask = model.padded([c[0] for c in part])
            column = lambda name, kind: np.array([c[1][name] for c in part], kind)
            batches.append(dict(words=ids, mask=mask, needs=np.stack([c[1]["needs"] for c in part]), danger=column("danger", np.int32), asker=column("asker", np.int32),
                                when=column("when", np.int32), language=column("language", np.int32), weigh_needs=column("weigh_needs", np.float32), weigh_danger=column("weigh_danger", np.float32)))
        chance.shuffle(batches)
        return batches

    numbers = np.random.RandomState(7)
    encoder = {k: jnp.asarray(stored[k]) for k in stored.files if k.startswith(("emb.", "l"))}
    heads = {}
    for name, size in (("needs", len(needs)), ("dangers", len(texts.DANGERS)), ("askers", len(texts.ASKERS)), ("whens", len(texts.WHENS)), ("languages", len(texts.LANGUAGES))):
        begin = stored[name + ".w"] if name + ".w" in stored.files else numbers.randn(size, 2 * 384) * .02
        heads[name + ".w"] = jnp.asarray(begin, jnp.float32)
        heads[name + ".b"] = jnp.asarray(stored[name + ".b"] if name + ".b" in stored.files else np.zeros(size), jnp.float32)
    parameters = {"encoder": encoder, "heads": heads}

    def read(p, words, mask, key=None):
        mean, most = model.pooled(model.encoder(p["encoder"], words, mask, 6, key), mask)
        both = jnp.concatenate([mean, most], 1)
        if key is not None: both = both * jax.random.bernoulli(jax.random.fold_in(key, 1), .9, both.shape) / .9
        return [model.dense(both, p["heads"], name) for name in texts.HEADS]

    def picked(logits, at):
        return -jnp.take_along_axis(jax.nn.log_softmax(logits), jnp.maximum(at, 0)[:, None], 1)[:, 0] * (at >= 0)

    def loss_of(p, b, words, key):
        needs_, dangers, askers, whens, languages = read(p, words, b["mask"], key)
        loss = -(b["needs"] * jax.nn.log_softmax(needs_)).sum(1) * b["weigh_needs"] + picked(dangers, b["danger"]) * b["weigh_danger"]
        return (loss + .2 * picked(askers, b["asker"]) + .3 * picked(whens, b["when"]) + .3 * picked(languages, b["language"])).mean()

    steps = args.epochs * len(epoch_of_batches())
    schedule = optax.warmup_cosine_decay_schedule(0, 1, steps // 10, steps)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(
        {"encoder": optax.adamw(lambda s: RATE_ENCODER * schedule(s), weight_decay=.01), "heads": optax.adamw(lambda s: RATE_HEADS * schedule(s), weight_decay=.01)},
        {"encoder": "encoder", "heads": "heads"}))
    state, averaged = optimiser.init(parameters), parameters

    @jax.jit
    def step(p, averaged, state, b, words, key, keep):
        loss, grads = jax.value_and_grad(loss_of)(p, b, words, key)
        updates, state = optimiser.update(grads, state, p)
        p = optax.apply_updates(p, updates)
        return p, jax.tree.map(lambda a, n: a * keep + n * (1 - keep), averaged, p), state, loss

    run = jax.jit(lambda p, w, m: [jax.nn.softmax(x) for x in read(p, w, m)])

    def predict(p, written):
        out = []
        for i in range(0, len(written), 16):
            ids, mask = model.padded([vocabulary.encode(cutter, t, LONGEST) for t in written[i:i + 16]], 16)
            out.append([np.asarray(x)[:len(written[i:i + 16])] for x in run(p, table[ids], mask)])
        return [np.concatenate([o[k] for o in out]) for k in range(len(texts.HEADS))]

    def measure(p):
        for path in args.measure:
            asked = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
            n, d, a, _, l = predict(p, [r["text"] for r in asked])
            danger = 1 - d[:, 0]
            with_needs = [i for i, r in enumerate(asked) if r["needs"]]
            top = lambda i: [needs[j] for j in np.argsort(-n[i]) if needs[j] != "none"][:3]
            first = np.mean([top(i)[0] in asked[i]["needs"] for i in with_needs])
            three = np.mean([bool(set(top(i)) & set(asked[i]["needs"])) for i in with_needs])
            want = np.array([bool(r["danger"]) for r in asked])
            kind = np.mean([texts.DANGERS[1 + np.argmax(d[i][1:])] in [r["danger"]] + r.get("danger_also", []) for i, r in enumerate(asked) if r["danger"]])
            figures = "  ".join(f"{t}: {(danger > t)[want].mean():.3f}/{(danger > t)[~want].mean():.3f}" for t in (.2, .3, .4, .5, .6, .7, .8))
            asker = np.mean([texts.ASKERS[np.argmax(a[i])] == r["who"] for i, r in enumerate(asked)])
            language = np.mean([texts.LANGUAGES[np.argmax(l[i])] == r.get("lang", "en") for i, r in enumerate(asked)])
            print(f"  {path.split('/')[-1]}: needs first {first:.3f} three {three:.3f}; danger heard/false {figures}; kind {kind:.3f}; asker {asker:.3f}; language {language:.3f}", flush=True)

    key, began, done = jax.random.PRNGKey(7), time.time(), 0
    for epoch in range(args.epochs):
        total, batches = 0.0, epoch_of_batches()
        for b in batches:
            key, one = jax.random.split(key)
            words = table[b.pop("words")]
            done += 1
            parameters, averaged, state, loss = step(parameters, averaged, state, b, words, one, min(AVERAGE, done / (done + 10)))
            total += float(loss)
            if done % 100 == 0: print(f"  step {done} of {steps}, loss {total / (1 + (done - 1) % len(batches)):.3f}, {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)
        measure(averaged)
        np.savez(args.out, words=stored["words"], pieces=pieces, scores=scores, **{k: np.asarray(v) for part in averaged.values() for k, v in part.items()})

if __name__ == "__main__":
    main()
