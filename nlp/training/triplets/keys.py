"""From a token to the rows that make up its input: the twin of what the analyser does (nlp/triplets)."""
import re

SIZES = {"suffix3": 2048, "suffix2": 512, "prefix4": 4096}
MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "--", "—": "--", "…": "..."})


def key(token):
    """What a token is looked up as: lower case, plain marks, digits as 0."""
    return re.sub(r"[0-9]", "0", token.lower().translate(MARKS))


def others(k):
    """Keys to try when `k` is unknown: runs of three or more equal characters cut to two, to one; what follows the last hyphen."""
    cut = [re.sub(r"(.)\1{2,}", r"\1\1", k), re.sub(r"(.)\1{2,}", r"\1", k)] if re.search(r"(.)\1\1", k) else []
    return cut + ([k[k.rindex("-") + 1:]] if re.search(r"[^\W\d_]-[^\W\d_]+$", k) else [])


def shape(token):
    """Case class, 0 to 6."""
    lower, upper = token.lower(), token.upper()
    if re.search(r"[0-9]", token):
        return 1
    if lower == upper:
        return 0
    if token == lower:
        return 2
    if token == upper:
        return 5 if len(token) == 1 else 4
    return 3 if token[0] != lower[0] and token[1:] == lower[1:] else 6


def bucket(kind, text, rows):
    """FNV-1a over UTF-16 units; the upper half is mixed in, since the low bits of FNV-1a are hardly mixed."""
    h = 0x811C9DC5 ^ kind
    units = text.encode("utf-16-le")
    for i in range(0, len(units), 2):
        h = (h ^ (units[i] | units[i + 1] << 8)) * 0x01000193 & 0xFFFFFFFF
    h ^= h >> 16
    return h & (rows - 1)


def buckets(k):
    """Rows of a key's suffix of three, suffix of two and prefix of four characters."""
    return [bucket(1, k[-3:], SIZES["suffix3"]), bucket(2, k[-2:], SIZES["suffix2"]), bucket(3, k[:4], SIZES["prefix4"])]
