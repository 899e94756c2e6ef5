"""Tokens and sentences as the analyser itself makes them: texts go through the built dist/nlp/training/tokens.js."""
import json
import os
import subprocess
from pathlib import Path

SCRIPT = Path(os.environ.get("TOKENS_JS", Path(__file__).parents[3] / "dist/nlp/training/tokens.js"))


def read(texts):
    """For each text its sentences: [(tokens [(start, end)] in code points of the text, look-up forms [str])]."""
    if not SCRIPT.exists():
        raise SystemExit(f"{SCRIPT} is missing: run `npm run build` first.")
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    out = subprocess.run(["node", SCRIPT], input=lines, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    answers = [json.loads(line) for line in out.splitlines()]
    if len(answers) != len(texts):
        raise SystemExit(f"{SCRIPT} answered {len(answers)} of {len(texts)} texts.")
    return [sentences(text, answer) for text, answer in zip(texts, answers)]


def sentences(text, answer):
    points = code_points(text)
    tokens = [(points[start], points[end]) for start, end in answer["tokens"]]
    return [(tokens[a:b], answer["words"][a:b]) for a, b in answer["sentences"] if b > a]


def code_points(text):
    """UTF-16 offset → code point offset."""
    if text.isascii():
        return range(len(text) + 1)
    points = []
    for i, character in enumerate(text):
        points += [i] * (2 if ord(character) > 0xFFFF else 1)
    return [*points, len(text)]
