"""What an assistant may ask of a case file: a server of the Model Context Protocol that only reads.

    case file ──answers──▶ Found, Said, Route, Reasons, ArticlePart ──server──▶ tools and resources over standard input

Every answer has the words it rests on and where they stand: the article, its outlet and time, and code points of its
text. The protocol is that of modelcontextprotocol.io; the extra `whence[mcp]` brings its Python SDK.
"""

from __future__ import annotations

__all__: list[str] = []
