"""`./yunqiao bench [NAME…]`: run the workloads of the design, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MUTANTS = "mutants"


def main(argv: list[str]) -> int:
    """Run the named workloads (b1, b3, …), or list them."""
    known = {path.stem.partition("_")[0]: path for path in sorted(HERE.glob("b[0-9]*_*.py"))}
    if argv[:1] == [MUTANTS]:
        return _run([sys.executable, "-m", "bench.mutants", *argv[1:]])
    unknown = [name for name in argv if name not in known]
    if not argv or unknown:
        print("./yunqiao bench NAME…   where NAME is one of")
        for name, path in known.items():
            first_line = path.read_text("utf-8").partition("\n")[0].strip('"')
            print(f"  {name:<4} {first_line}")
        print(f"or      {MUTANTS} [MODULE…] to change the law and see which test notices")
        return 2 if unknown else 0
    return max(_run([sys.executable, str(known[name])]) for name in argv)


def _run(command: list[str]) -> int:
    # What starts a house and files with it is shared with the tests.
    folders = os.pathsep.join(str(HERE.parent / folder) for folder in ("", "src", "tests"))
    environment = {**os.environ, "PYTHONPATH": folders}
    return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
