"""Sentences with gold triplets, and unlabelled sentences, from the public data that BENCHMARKS.md allows.

A sentence is a dict: `text`, `tokens` [(start, end)] in characters, and, where it is annotated, `triplets`
[((aspect first, last), (opinion first, last), polarity)] in token positions, ends included; polarity 1, 2, 3 as in POLARITIES.
"""
import ast
import csv
import gzip
import html
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from tokenizer import code_points, read

POLARITIES = ["NONE", "POS", "NEG", "NEU"]
LONGEST = 80  # tokens; longer sentences are cut for training only


def aste(folder, part):
    """One part of ASTE-Data-V2: tokens joined by single blanks, spans in characters."""
    for line in (folder / f"{part}_triplets.txt").read_text(encoding="utf-8").splitlines():
        text, gold = line.split("####")
        words = text.split(" ")
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        span = lambda at: (starts[at[0]], starts[at[-1]] + len(words[at[-1]]))
        yield {"text": text, "gold": [(span(a), span(o), POLARITIES.index(p)) for a, o, p in ast.literal_eval(gold)]}


def music(path, split):
    """Our own annotated sentences of one split; none while the file is not there."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            points = code_points(row["text"])
            place = lambda part: (points[part["start"]], points[part["end"]])
            gold = [(place(t["aspect"]), place(t["opinion"]), POLARITIES.index(t["polarity"])) for t in row["triplets"]]
            yield {"text": row["text"], "gold": gold}


def marked(path):
    """Sentences with inline annotation, as the head of the file explains."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, aspects, opinions, at = "", {}, [], 0
        for m in re.finditer(r"\[([-+=]?)(\d+):([^\]]+)\]", line):
            text += line[at:m.start()]
            place, at = (len(text), len(text) + len(m[3])), m.end()
            text += m[3]
            for digit in m[2]:
                if m[1]:
                    opinions.append((digit, place, " +-=".index(m[1])))
                else:
                    aspects[digit] = place
        yield {"text": text + line[at:], "gold": [(aspects[digit], place, polarity) for digit, place, polarity in opinions]}


def ours(validation):
    """Our sentences of the folder: of each file every eighth is for choices only, the others are for training."""
    files = sorted(Path(__file__).with_name("sentences").glob("*.txt"))
    return [row for file in files for i, row in enumerate(marked(file)) if (i % 8 == 7) == validation]


def our_music(path):
    """What is learnt of music: the `tune` sentences of `path`, and our training sentences."""
    return [*music(path, "tune"), *ours(validation=False)]


def fnv1a(text):
    """32-bit FNV-1a over UTF-8 bytes, as BENCHMARKS.md splits rows."""
    h = 2166136261
    for byte in text.encode("utf-8"):
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def plain(text):
    """Without HTML."""
    return re.sub(r"<[^>]+>", " ", html.unescape(text)).strip()


def unlabelled(shared):
    """(origin, text) of the texts that may be used for self-training."""
    valid = gzip.open(shared / "amazon-digital-music-2018-late/music_core_valid.csv.gz", "rt", encoding="utf-8", newline="")
    for row in csv.DictReader(valid):
        yield "music", plain(row["reviewText"])
    critics = io.open(shared / "metacritic-music-critic-reviews/music_reviews.part0.tsv", encoding="utf-8", newline="")
    for row in csv.DictReader(critics, delimiter="\t"):
        if fnv1a(row["body"]) % 2 == 0:
            yield "critics", plain(re.sub(r"\s*\[[^\]]*\d{4}[^\]]*\]$", "", row["body"]))
    semeval = shared / "semeval2014-task4"
    roots = [ET.parse(semeval / "Laptop_Train.xml"), ET.parse(gzip.open(semeval / "Restaurants_Train.xml.gz"))]
    for root in roots:
        for node in root.iter("text"):
            yield "semeval", node.text.strip()
    for line in (shared / "sst2-sentences/train.tsv").read_text(encoding="utf-8").splitlines():
        yield "sst2", line.split("\t")[0].strip()
    for name in ["amazon_cells", "imdb", "yelp"]:
        for line in (shared / f"uci-sentiment-labelled-sentences/{name}_labelled.txt").read_text(encoding="utf-8").split("\n"):
            yield "uci", line.split("\t")[0].strip()
    for path in sorted(Path(__file__).parents[1].glob("sentiment/written-*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield "written", line.split("\t", 1)[1]


def letters(text):
    """What two copies of a sentence share however they are tokenised."""
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("-lrb-", "").replace("-rrb-", ""))


def unlabelled_sentences(shared, forbidden):
    """Sentences of all unlabelled texts; no repeats, none under 3 words, none in `forbidden` (keys made by `letters`)."""
    seen, found = set(forbidden), []
    pairs = list(unlabelled(shared))
    for (origin, text), parts in zip(pairs, read([text for _, text in pairs])):
        for tokens, forms in parts:
            key = letters(text[tokens[0][0]:tokens[-1][1]])
            if len(tokens) >= 3 and key not in seen:
                seen.add(key)
                found.append({"origin": origin, "text": text, "tokens": tokens[:LONGEST], "forms": forms[:LONGEST], "triplets": []})
    return found


def align(rows):
    """Annotated texts → their sentences, gold spans in token positions.

    A span that no token boundary meets is widened to whole tokens. What crosses sentences cannot be learned; it stays in `gold` of the
    first sentence, where it counts as missed.
    """
    found = []
    for row, parts in zip(rows, read([row["text"] for row in rows])):
        pieces = [{"text": row["text"], "tokens": t, "forms": f, "triplets": [], "gold": []} for t, f in parts]
        for aspect, opinion, polarity in row["gold"]:
            home, spans = pieces[0], []
            for piece in pieces:
                inside = [[i for i, (s, e) in enumerate(piece["tokens"]) if s < end and e > start] for start, end in (aspect, opinion)]
                if all(inside):
                    home, spans = piece, [(i[0], i[-1]) for i in inside]
            home["gold"].append((aspect, opinion, polarity))
            if spans:
                home["triplets"].append((*spans, polarity))
        found += pieces
    return found


def words(sentence):
    return [sentence["text"][s:e] for s, e in sentence["tokens"]]


def progress(message):
    print(message, file=sys.stderr, flush=True)
