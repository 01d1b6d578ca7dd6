"""Run as a program: `whence`, tracing in parts, which says when a stage begins and waits to be killed where it ends.

Collections of few statements are traced in parts, those of few articles. At each stage a line on standard output tells
its number, of storing the trace and of clearing up after it too. With LAST in the environment, the program goes no
further than the end of that stage, so that whoever means to kill it inside one is never too late; it ends with PARENT.
"""

from __future__ import annotations

import os
import time
from typing import Any

from whence import in_parts
from whence.case import Case
from whence.cli.app import main
from whence.scale.plan import STAGES

LAST = int(os.environ.get("LAST", "1000"))
PARENT = int(os.environ["PARENT"])
STORING = len(STAGES) + 1


def begin(stage: int) -> None:
    """Say that a stage begins, or wait for the end where it is one too many."""
    while stage > LAST:
        time.sleep(0.2)
        if os.getppid() != PARENT:  # whoever was to kill it has ended
            os._exit(1)
    print("stage", stage, flush=True)


def traced(*given: Any, trace: Any = in_parts.trace_in_parts, **options: Any) -> None:
    trace(*given, **options | {"progress": lambda *stage: begin(stage[1])})


def keep(*given: Any, keep_trace: Any = Case.keep_trace, **options: Any) -> None:
    begin(STORING)
    keep_trace(*given, **options)
    begin(STORING + 1)


if __name__ == "__main__":
    in_parts.__dict__.update(MANY=5, _A_PART=5, trace_in_parts=traced)
    Case.keep_trace = keep  # type: ignore[method-assign]
    try:
        main()
    finally:
        begin(STORING + 2)
