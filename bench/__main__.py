"""`./yunqiao bench [NAME…]`: run the workloads of the design, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(argv: list[str]) -> int:
    """Run the named workloads (b1, b3, …), or list them."""
    known = {path.stem.partition("_")[0]: path for path in sorted(HERE.glob("b[0-9]*_*.py"))}
    unknown = [name for name in argv if name not in known]
    if not argv or unknown:
        print("./yunqiao bench NAME…   where NAME is one of")
        for name, path in known.items():
            first_line = path.read_text("utf-8").partition("\n")[0].strip('"')
            print(f"  {name:<4} {first_line}")
        return 2 if unknown else 0
    # What starts a house and files with it is shared with the tests.
    folders = os.pathsep.join(str(HERE.parent / folder) for folder in ("", "src", "tests"))
    environment = {**os.environ, "PYTHONPATH": folders}
    return max(
        subprocess.run([sys.executable, known[name]], check=False, env=environment).returncode
        for name in argv
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
