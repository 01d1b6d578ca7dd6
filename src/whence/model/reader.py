"""The bundled network at run time: windows in, relations out, by onnxruntime on the processor.

Each window is a run of its own, over a pool of threads. So nothing is padded, and what is found in an article does not
depend on the articles beside it: int8 activations are scaled over a whole run, and a batch would mix them.
Products of bytes are summed exactly on every processor.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from whence.errors import ModelMissing
from whence.model.decode import Cue, Found, beside, cues_at, found_of, within
from whence.model.files import WEIGHTS
from whence.model.remembered import MOST_WINDOWS, Remembered, WordTest
from whence.model.windows import Window, pack, pieces_of
from whence.records import Span

__all__ = ["Passage", "Reader", "WordTest", "bundled", "marks_of", "one_core"]

Passage = tuple[str, Sequence[Span]]
"""A text and its paragraphs as spans of it."""

_AHEAD = 16
_SLOWER = ["SkipLayerNormFusion"]  # joining a sum and its layer norm takes them five times as long as one by one
_KEENER = 2.0  # added to the eagerness inside contents that were found


class Reader:
    """Finds attribution relations in passages.

    Args:
        folder: holds `encoder.onnx`, `roles.onnx`, `senses.onnx`, `tokenizer.json` and `model.json`.
        threads: how many windows run at once; by default one a core.
        remembered: of how many windows what was found is kept, so that the same words are read once.

    Raises:
        ModelMissing: a file of the model is not there.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int | None = None, remembered: int = MOST_WINDOWS) -> None:
        try:
            self.about: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._encoder, self._roles = (_session(folder / f"{name}.onnx") for name in ("encoder", "roles"))
        except Exception as error:  # the libraries raise bare exceptions of their own for a file that is not there
            raise _missing(folder, error) from error
        self._folder = folder
        self._marks = marks_of(self._tokenizer)
        self._eagerness = float(self.about.get("eagerness", 0.0))
        self.threads = threads or _cores()
        self.remembered = Remembered(self._window, remembered)

    def windows(self, passage: Passage) -> list[Window]:
        """The windows that a passage is read in."""
        text, paragraphs = passage
        return pack(pieces_of(text, paragraphs, self._tokenizer), *self._marks)

    def read(self, passages: Iterable[Passage], *, inner: WordTest | None = None) -> Iterator[list[Found]]:
        """The relations of each passage, in the order of the passages and, within each, of the cues.

        With `inner`, the contents that were found are looked at again with more eagerness, for cues whose words pass
        that test: corpora that forbid nesting taught the network little about cues inside contents.
        """
        queue = iter(passages)
        with ThreadPoolExecutor(self.threads) as pool:
            run = pool.map if self.threads > 1 else map
            while ahead := list(islice(queue, _AHEAD)):
                counts = []
                windows: list[tuple[Window, str]] = []
                for passage in ahead:
                    own = self.windows(passage)
                    counts.append(len(own))
                    windows += [(window, passage[0]) for window in own]
                results = run(lambda item: self.remembered.read(item[0], item[1], inner), windows)
                for count in counts:
                    found = [relation for _ in range(count) for relation in next(results)]
                    yield sorted(found, key=lambda relation: (relation.cue, relation.content))

    def encode(self, window: Window) -> tuple[Any, Any]:
        """The encoder's hidden states and cue scores of one window: the bare pass that benchmarks compare with."""
        hidden, cue = self._run(window, "hidden", "cues")
        return hidden, cue

    def sensed(self, window: Window) -> tuple[Any, Any]:
        """The encoder's hidden states of one window, and each token's part in the sense of what it stands in.

        Raises `ModelMissing` where the file that comparing needs beside those of reading is not there.
        """
        hidden, lower = self._run(window, "hidden", "lower")
        (parts,) = self._senses.run(None, {"lower": lower})
        return hidden, parts

    def lower(self, window: Window) -> Any:
        """The states below the encoder's last layer, of which senses are made: what training them begins with."""
        return self._run(window, "lower")[0]

    @cached_property
    def _senses(self) -> onnxruntime.InferenceSession:
        return _opened(self._folder, "senses")

    def _run(self, window: Window, *wanted: str) -> Any:
        given = {"ids": window.ids[None], "case": window.case[None], "quote": window.quote[None]}
        return self._encoder.run(wanted, given)

    def _window(self, window: Window, text: str, inner: WordTest | None) -> list[Found]:
        hidden, scores = self.encode(window)
        levels = (self._eagerness,) if inner is None else (self._eagerness, self._eagerness + _KEENER)
        cues, *keener = cues_at(scores[0], window, levels)
        if inner is None or not cues:
            return self._governed(hidden, window, cues)
        keen = keener[0]
        more = beside(cues, keen, lambda c: inner(text[int(window.starts[c.first]) : int(window.ends[c.last])]))
        found = self._governed(hidden, window, [*cues, *more])
        return found[: len(cues)] + within(found[: len(cues)], found[len(cues) :])

    def _governed(self, hidden: Any, window: Window, cues: Sequence[Cue]) -> list[Found]:
        """What each cue of the window governs."""
        if not cues:
            return []
        first, last = (np.array([getattr(c, side) for c in cues], dtype=np.int64) for side in ("first", "last"))
        tags, acts, kinds = self._roles.run(None, {"hidden": hidden, "first": first, "last": last})
        return found_of(cues, [window], tags, acts, kinds)


@cache
def bundled() -> Reader:
    """The reader that ships in the package, or the one in the folder that `WHENCE_MODEL` names; loaded once."""
    return Reader(Path(os.environ.get("WHENCE_MODEL") or WEIGHTS))


@cache
def one_core() -> Reader:
    """The same reader for a process beside which others work: it reads, and compares, by one thread."""
    return Reader(Path(os.environ.get("WHENCE_MODEL") or WEIGHTS), threads=1)


def marks_of(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids of the marks that open a window and close a paragraph.

    Raises `KeyError` for a tokenizer that has none.
    """
    opens, closes = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if opens is None or closes is None:
        raise KeyError("[CLS] or [SEP]")
    return opens, closes


def _cores() -> int:
    """The cores that this process may use: fewer than the machine's in a container."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _opened(folder: Path, name: str) -> onnxruntime.InferenceSession:
    try:
        return _session(folder / f"{name}.onnx")
    except Exception as error:
        raise _missing(folder, error) from error


def _missing(folder: Path, error: Exception) -> ModelMissing:
    return ModelMissing(f"the model in {folder.name}/ cannot be loaded: install whence again ({error})")


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without VNNI, x86's products of bytes are summed in 16 bits, which overflow: hidden states were off by an eighth.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
