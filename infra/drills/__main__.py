"""`python -m infra.drills [NAME…]`: hurt the running demo, and say whether families and councils noticed.

The demo's example data change. Exit status 1 when something was not as it must be.
"""

import argparse
import sys

from infra.drills.demo import RunningDemo
from infra.drills.faults import DRILLS
from infra.local.errors import LocalError


def main() -> int:
    """Run the named drills, or all that this demo's engine allows."""
    parser = argparse.ArgumentParser(prog="python -m infra.drills", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(DRILLS))
    names = parser.parse_args().names
    unknown = [name for name in names if name not in DRILLS]
    if unknown:
        parser.error(f"there is no drill {unknown[0]}: choose from {', '.join(DRILLS)}")
    try:
        demo = RunningDemo()
        for name in names or demo.fitting(DRILLS):
            print(f"== {name}", flush=True)
            DRILLS[name](demo)
    except LocalError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Failed: {len(demo.failures)}" if demo.failures else "Every drill passed")
    return 1 if demo.failures else 0


if __name__ == "__main__":
    sys.exit(main())
