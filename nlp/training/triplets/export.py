"""Folds and quantises a student into nlp/data/triplets.bin, then reads the file back and says how it does.

python export.py --student student.pt --out nlp/data/triplets.bin [--threshold 0.5] [--reference FILE] [--test]
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from data import align, aste, music, progress, ours, words
from head import GAPS, Head, W, decode
from keys import SIZES, buckets, key, others, shape
from student import Encoder, Student, norm
from teacher import evaluate

MAGIC = b"LNT1"
FLOOR = -3.5  # logit under which a span is never a candidate
CANDIDATES, PER_TOKEN = 12, 0.3  # candidates of a kind: at least, and a token


def load_student(path):
    saved = torch.load(path)
    seen = len(saved["state"]["own.weight"]) - 1
    model = Student(saved["keys"], seen, torch.zeros(len(saved["keys"]), saved["state"]["vectors"].shape[1]), saved["width"],
                    saved["dilations"])
    model.load_state_dict(saved["state"])
    return model.eval()


@torch.no_grad()
def tensors_of(model):
    """({name: int8 candidates as float matrices}, {name: float arrays}); everything about a known word becomes one row."""
    keys, head = list(model.index), model.head
    rows = model.project(model.vectors[:-1])
    rows[:len(model.own.weight) - 1] += model.own.weight[:-1]
    at = torch.tensor([buckets(k) for k in keys])
    for i, table in enumerate(model.hashed):
        rows = rows + table(at[:, i])
    small = {f"{name}.rows": table.weight for name, table in zip(SIZES, model.hashed)}
    convolutions = model.encoder.convolutions
    for i, c in enumerate(convolutions):
        small[f"conv{i}.weight"] = c.weight.permute(0, 2, 1).flatten(1)  # columns: tap, then channel
    small["spans.weight"] = torch.cat([head.aspect.project.weight, head.opinion.project.weight])
    small |= {f"{name}.weight": getattr(head, name).weight for name in ("left", "right", "between")}
    both = lambda view: torch.stack([view(head.aspect), view(head.opinion)])
    plain = {f"conv{i}.bias": c.bias for i, c in enumerate(convolutions)}
    plain |= {"shape": model.shape.weight, "gap": head.gap, "pairs.weight": head.out.weight, "pairs.bias": head.out.bias,
              "spans.width": both(lambda s: s.width), "spans.out": both(lambda s: s.out.weight[0]), "spans.bias": both(lambda s: s.out.bias[0])}
    return {"words.rows": rows, **small}, plain


def write(model, path, threshold):
    """The layout: magic, header length, JSON header, tensors at multiples of 16, little-endian."""
    small, plain = tensors_of(model)
    parts, entries, offset = [], {}, 0

    def add(name, kind, shape_, data):
        nonlocal offset
        entries[name] = {"type": kind, "shape": list(shape_), "offset": offset, "bytes": len(data)}
        padded = data + bytes(-len(data) % 16)
        parts.append(padded)
        offset += len(padded)

    add("words", "utf8", [len(model.index)], "\n".join(model.index).encode())
    for name, matrix in small.items():
        matrix = matrix.detach()
        scale = matrix.abs().amax(1).clamp(min=1e-8) / 127
        add(name, "int8", matrix.shape, (matrix / scale[:, None]).round().to(torch.int8).numpy().tobytes())
        add(f"{name}.scale", "float32", scale.shape, scale.numpy().astype("<f4").tobytes())
    for name, tensor in plain.items():
        add(name, "float32", tensor.shape, tensor.detach().numpy().astype("<f4").tobytes())
    head = model.head
    header = {"version": 1, "d": model.shape.weight.shape[1], "dilations": [c.dilation[0] for c in model.encoder.convolutions],
              "spanHidden": head.aspect.width.shape[1], "pairHidden": head.hidden,
              "rank": head.left.out_features - head.hidden, "widths": W, "candidates": CANDIDATES,
              "candidatesPerToken": PER_TOKEN, "gaps": GAPS, "floor": FLOOR, "threshold": threshold, "tensors": entries}
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 16)
    Path(path).write_bytes(MAGIC + len(text).to_bytes(4, "little") + text + b"".join(parts))


class Shipped:
    """The network as the file holds it, run the way the analyser runs it, in float32."""

    def __init__(self, path):
        data = Path(path).read_bytes()
        start = 8 + int.from_bytes(data[4:8], "little")
        self.header = header = json.loads(data[8:start])
        self.t = {}
        for name, e in header["tensors"].items():
            raw = data[start + e["offset"]:start + e["offset"] + e["bytes"]]
            if e["type"] == "utf8":
                self.index = {k: i for i, k in enumerate(raw.decode().split("\n"))}
            else:
                dtype = {"int8": np.int8, "float32": "<f4"}[e["type"]]
                self.t[name] = torch.from_numpy(np.frombuffer(raw, dtype).reshape(e["shape"]).astype(np.float32))
        for name in [n for n in self.t if f"{n}.scale" in self.t]:
            self.t[name] = self.t[name] * self.t[f"{name}.scale"][:, None]
        d, t = header["d"], self.t
        self.encoder = Encoder(d, header["dilations"]).eval()
        for i, c in enumerate(self.encoder.convolutions):
            c.weight.data = t[f"conv{i}.weight"].view(2 * d, 3, d).permute(0, 2, 1).contiguous()
            c.bias.data = t[f"conv{i}.bias"]
        self.head = head = Head(d, header["spanHidden"], header["pairHidden"], header["rank"]).eval()
        for i, s in enumerate((head.aspect, head.opinion)):
            s.project.weight.data = t["spans.weight"].chunk(2)[i]
            s.width.data, s.out.weight.data, s.out.bias.data = t["spans.width"][i], t["spans.out"][i:i + 1], t["spans.bias"][i:i + 1]
        for name in ("left", "right", "between"):
            getattr(head, name).weight.data = t[f"{name}.weight"]
        head.gap.data, head.out.weight.data, head.out.bias.data = t["gap"], t["pairs.weight"], t["pairs.bias"]

    def inputs(self, sentence):
        rows = []
        for form, word in zip(sentence["forms"], words(sentence)):
            k = key(form)
            known = next((c for c in [k, *others(k)] if c in self.index), None)
            row = self.t["shape"][shape(word)]
            if known is None:
                row = row + sum(self.t[f"{name}.rows"][at] for name, at in zip(SIZES, buckets(k)))
            else:
                row = row + self.t["words.rows"][self.index[known]]
            rows.append(row)
        return torch.stack(rows)

    @torch.no_grad()
    def run(self, sentence, threshold=None):
        """All intermediate values of one sentence and its triplets."""
        x, n = self.inputs(sentence)[None], len(sentence["tokens"])
        h = self.encoder(x, torch.ones(1, n, 1))
        scores, inside = self.head.spans(h, torch.tensor([n]))
        limit = max(CANDIDATES, int(PER_TOKEN * n))
        chosen = []
        for s in scores:
            order = torch.sort(s[0], descending=True, stable=True).indices[:limit]
            chosen.append(order[s[0][order] > self.header["floor"]][None])
        logits = self.head.pairs(h, scores, *chosen)[0]
        triplets = decode(chosen[0][0], chosen[1][0], logits, threshold or self.header["threshold"])
        return {"x": x[0], "h": h[0], "scores": [s[0].view(n, W) for s in scores], "aspects": chosen[0][0], "opinions": chosen[1][0],
                "pairs": logits.softmax(2), "triplets": triplets}


def reference(shipped, texts):
    """What the analyser's own code is held against."""
    out, digits = [], lambda t: [round(v, 5) for v in t] if t and not isinstance(t[0], list) else [digits(v) for v in t]
    where = lambda flat: [[int(f) // W, int(f) // W + int(f) % W] for f in flat]
    for s in align([{"text": t, "gold": []} for t in texts]):
        r = shipped.run(s)
        scores = [[[round(v, 5) if v > -1e3 else None for v in row] for row in kind.tolist()] for kind in r["scores"]]
        out.append({"text": s["text"], "tokens": words(s), "x": digits(r["x"].tolist()), "h": digits(r["h"].tolist()),
                    "aspectScores": scores[0], "opinionScores": scores[1], "aspects": where(r["aspects"]), "opinions": where(r["opinions"]),
                    "pairs": digits(r["pairs"].tolist()), "triplets": [[*a, *o, p, round(c, 5)] for a, o, p, c in r["triplets"]]})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[4] / "shared/data")
    parser.add_argument("--student", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--music", type=Path, help="our annotated sentences; `--test` measures the held part")
    parser.add_argument("--test", action="store_true", help="measure the test parts too: once, at the end")
    args = parser.parse_args()
    write(load_student(args.student), args.out, args.threshold)
    shipped = Shipped(args.out)
    progress(f"{args.out}: {Path(args.out).stat().st_size / 1e6:.2f} MB")
    if args.reference:
        texts = Path(__file__).with_name("reference.txt").read_text(encoding="utf-8").splitlines()
        args.reference.write_text(json.dumps(reference(shipped, texts), ensure_ascii=False))
    sets = {f"{d} {part}": align(list(aste(args.shared / "aste-data-v2" / d, part)))
            for d in ("14res", "14lap") for part in (["dev", "test"] if args.test else ["dev"])}
    sets["music dev"] = align(ours(validation=True))
    if args.music and args.test:
        sets["music held"] = align(list(music(args.music, "held")))
    for name, sentences in sets.items():
        print(name, evaluate([shipped.run(s)["triplets"] for s in sentences], sentences))


if __name__ == "__main__":
    main()
