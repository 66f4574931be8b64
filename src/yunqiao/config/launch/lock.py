"""`./yunqiao lock`: compiles the hashed requirement files, without the address of any registry."""

import argparse
import subprocess
import sys

from yunqiao.config.launch.places import ROOT
from yunqiao.config.launch.problem import Problem

NAMES = ("base", "dev", "node")
OLDEST_PYTHON = "3.11"


def main(arguments: list[str]) -> int:
    """`lock [--upgrade]`.

    Raises:
        Problem: the requirements have no common solution; uv has said why.
    """
    parser = argparse.ArgumentParser("yunqiao lock")
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    options = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    for name in NAMES:
        _compile(name, options)
    return 0


def _compile(name: str, options: list[str]) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", OLDEST_PYTHON, "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", *options]
    command += [f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
    print(f"requirements/{name}.txt …", flush=True)
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Problem(f"requirements/{name}.in could not be compiled; the reason is above.")
