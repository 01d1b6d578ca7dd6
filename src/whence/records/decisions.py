"""What people decide about findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

__all__ = [
    "Decision",
    "decision_id",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a finding: which one, what, who, when (ISO 8601), and in what words.

    `target` are ids as they were then: one, or those of two sides with `..` between them and `,` within. `anchor` is
    JSON that finds the same place again when ids have changed, `value` JSON of what is set; both may be empty. `id` is
    a hash of all of it, so that one decision in two logs is one.
    """

    target: str
    action: str
    by: str
    at: str
    note: str = ""
    value: str = ""
    anchor: str = ""

    @property
    def id(self) -> str:
        """The hash of the decision's contents, 16 hexadecimal digits."""
        return decision_id(self.target, self.action, self.by, self.at, self.note, self.value, self.anchor)


def decision_id(*contents: str) -> str:
    """Hash the contents of a decision, in the order of its fields: 16 hexadecimal digits."""
    whole = hashlib.sha256()
    for text in contents:
        data = text.encode("utf-8", "replace")
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()[:16]
