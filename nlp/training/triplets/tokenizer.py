"""The analyser's own tokenizer, asked once for all texts; its answers are kept beside the other intermediate files."""
import re

# Stand-in with the same interface, used while no answers of the analyser's tokenizer are given.
PIECES = re.compile(r"[A-Za-z]+(?=n['’]t\b)|n['’]t\b|['’](?:s|ve|re|m|d|ll)\b|\w+(?:[.,]\d+|['’&]\w+)*|\.{2,}|-{2,}|!+|\?+|[^\w\s]", re.I)


def tokenize(text):
    return [m.span() for m in PIECES.finditer(text)]
