"""What is trained on: the sentences of `data/language`, and the tables of a county's folder (`phrases.csv`, `dangers.csv`)."""
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

def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))

def sentences(folder, pattern="sentences-*.jsonl"):
    for path in sorted(glob.glob(os.path.join(folder, pattern))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    row = json.loads(line)
                    row["file"] = os.path.basename(path)
                    yield row

def needs_of(county):
    return [row["slug"] for row in table(os.path.join(county, "needs.csv"))] + ["none"]

def phrases(county):
    """Phrase and needs of each row of phrases.csv."""
    return [(row["phrase"], row["needs"].split(";")) for row in table(os.path.join(county, "phrases.csv"))]

def danger_rows(county, chance):
    """Rows of dangers.csv with a word of each class put in, and their danger ("" for calm rows). `chance` chooses the words."""
    classes = {row["class"]: [w for w in row["words"].split(";") if w and "{" not in w] for row in table(os.path.join(county, "danger_words.csv"))}
    for row in table(os.path.join(county, "dangers.csv")):
        danger = "" if row["danger"] == "calm" else row["danger"]
        if danger not in DANGERS: continue
        for _ in range(2 if "{" in row["phrase"] else 1):
            text = row["phrase"]
            for name in re.findall(r"\{([^}]*)\}", text):
                if classes.get(name): text = text.replace("{" + name + "}", chance.choice(classes[name]), 1)
            if "{" not in text: yield re.sub(r" *\* *", " ", text).strip(), danger
