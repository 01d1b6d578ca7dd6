"""One Spark session for all tests of scale, and the collections that they trace."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from whence.by_hand import NOTHING, ByHand
from whence.records import Reading, Trace

_SETTINGS = (
    ("spark.driver.memory", "1g"),
    ("spark.ui.enabled", "false"),
    ("spark.sql.shuffle.partitions", "2"),
    ("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),  # a short life: start quickly
)


def _module(name: str) -> Any:
    """Return a module of this folder, whose classes travel to the workers by value: they cannot import it."""
    spec = importlib.util.spec_from_file_location(f"scale_{name}", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made() -> Any:
    """Return what makes collections."""
    return _module("collection")


@pytest.fixture(scope="session")
def here() -> Any:
    """Return the engine in one process."""
    return _module("here").Here


@pytest.fixture(scope="session")
def spark(made: Any) -> Iterator[Any]:
    """Return a Spark session of two cores that tries a task four times."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not here: install openjdk-17-jre-headless")
    cloudpickle = pytest.importorskip("pyspark.cloudpickle", reason="pip install '.[spark]'")
    from whence.scale.spark import session

    cloudpickle.register_pickle_by_value(made)
    found = session("local[2,4]", _SETTINGS)
    yield found
    found.stop()


@pytest.fixture(scope="session")
def small(made: Any) -> list[Reading]:
    """Return some dozens of short articles about a few stories."""
    readings: list[Reading] = made.collection(4, 8, seed=4)
    return readings


@pytest.fixture(scope="session")
def traced_small(small: list[Reading], made: Any) -> Trace:
    """Return what one machine makes of them."""
    return on_one_machine(small, made)


def on_one_machine(readings: list[Reading], made: Any, by_hand: ByHand = NOTHING) -> Trace:
    """Trace readings in this process, with the network that takes no time."""
    from whence.pipeline import trace_readings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.link.same.prepared.bundled", made.QuickReader)
        return trace_readings(readings, by_hand=by_hand)
