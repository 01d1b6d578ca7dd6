"""Where a credit opens within a line, by the labels and signs of many languages' pages."""

from __future__ import annotations

import re

from whence.records import Span

__all__ = ["LONGEST_CREDIT", "split_label"]

LONGEST_CREDIT = 140  # a credit is no longer than this
_OPENS = re.compile(
    r"©|\(c\)\s|（[cｃ]）|(?<!\w)(?:(?:symbol|archiv|agentur|text)?"
    r"(?:photos?|fotos?|bild(?:er|rechte|quelle|nachweis)?|pictures?|images?|pics?|quelle|ảnh|immagine|beeld|bilde|"
    r"crédits?|credits?|créditos?|fuente|foto[ -]?credit|(?:image|photo|picture) credits?|"
    r"imagen|imagem|zdj|fot|снимок|фото|kuva|"
    r"illustration|grafik|graphic|graphics|video|source|courtesy(?: of)?)(?:\s?[:：/]|\sby\s|\scourtesy\s|\s?©)|"
    r"courtesy of |picture by |photo by |uncredited/|(?:写真|사진|图片|图源|圖片)(?: ?출처)?\s?[:：])",
    re.IGNORECASE,
)


def split_label(text: str) -> tuple[Span | None, Span | None] | None:
    """Return caption and credit where a label or a sign opens the credit, in many languages; else None."""
    found = None
    for found in _OPENS.finditer(text, max(0, len(text) - LONGEST_CREDIT)):  # noqa: B007 - the last one opens the credit
        pass
    if found is None or not (found.start() == 0 or len(text) - found.start() <= LONGEST_CREDIT):
        return None
    caption = text[: found.start()].rstrip(" |/–—•·-([")
    return (Span(0, len(caption)) if caption else None), Span(found.start(), len(text))
