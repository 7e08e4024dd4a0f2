"""What is trained on: the sentences of `data/language`, and the tables of words (`phrases.csv`, `dangers.csv`) of folders
that belong together: the national one and a county's."""
import csv, glob, json, os, random, re

DANGERS = ["", "hurt-now", "domestic-abuse", "suicide", "sexual-assault", "child-at-risk", "homeless-tonight", "exploitation",
           "medical-emergency", "gas-leak", "worried-about-self"]
ASKERS = ["parent", "young-person", "professional"]
LANGUAGES = ["en", "pl", "ro", "bg", "uk", "ru", "ar", "ur", "pa", "bn", "tr", "pt", "zh"]
WHENS = ["", "now", "past", "feared", "other", "unreal"]
# What the model answers, each a row of logits.
HEADS = ("needs", "dangers", "askers", "whens", "languages")
# Needs whose phrases alone do not say whether there is danger: their rows teach needs only.
SENSITIVE = {"domestic-abuse", "sexual-abuse", "child-protection", "exploitation", "self-harm-and-suicide", "homelessness", "youth-crime", "online-safety"}

def table(folders, name):
    """The rows of a table: those of the first folder, and in place of its rows those of the next that begin with the same cell."""
    rows = []
    for folder in folders:
        path = os.path.join(folder, name)
        if not os.path.exists(path): continue
        with open(path, encoding="utf-8-sig", newline="") as file:
            own = list(csv.DictReader(file))
        begins = lambda row: next(iter(row.values()))
        replaced = {begins(row) for row in own}
        rows = [row for row in rows if begins(row) not in replaced] + own
    if not rows: raise FileNotFoundError(f"none of {', '.join(folders)} holds {name}")
    return rows

def sentences(folder, pattern="sentences-*.jsonl"):
    for path in sorted(glob.glob(os.path.join(folder, pattern))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    row = json.loads(line)
                    row["file"] = os.path.basename(path)
                    yield row

def needs_of(folders):
    return [row["slug"] for row in table(folders, "needs.csv")] + ["none"]

def phrases(folders):
    """Phrase and needs of each row of phrases.csv."""
    return [(row["phrase"], row["needs"].split(";")) for row in table(folders, "phrases.csv")]

def danger_rows(folders, chance):
    """Rows of dangers.csv with a word of each class put in, and their danger ("" for calm rows). `chance` chooses the words."""
    classes = {row["class"]: [w for w in row["words"].split(";") if w and "{" not in w] for row in table(folders, "danger_words.csv")}
    for row in table(folders, "dangers.csv"):
        danger = "" if row["danger"] == "calm" else row["danger"]
        if danger not in DANGERS: continue
        for _ in range(2 if "{" in row["phrase"] else 1):
            text = row["phrase"]
            for name in re.findall(r"\{([^}]*)\}", text):
                if classes.get(name): text = text.replace("{" + name + "}", chance.choice(classes[name]), 1)
            if "{" not in text: yield re.sub(r" *\* *", " ", text).strip(), danger
