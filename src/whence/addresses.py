"""The address of a page in the form in which two captures of one page agree.

Also other stages and the case file ask for it: it knows of addresses alone.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

__all__ = ["canonical_address"]

_TRACKING = re.compile(
    r"(?:utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|yclid|_ga|_gl|ocid|cmpid|smid|ns_\w+|at_\w+)",
    re.IGNORECASE,
)
_PORTS = {("http", 80), ("https", 443)}
_SAFE = "/:@!$&'()*+,;=-._~"


def canonical_address(url: str | None) -> str:
    """Return a page's address without what differs between two visits to it; "" for what is no page's address.

    Left out are the scheme, `www.`, a port that is the scheme's own, the last slash, the fragment and parameters that
    only follow visitors about; the other parameters are sorted (RFC 3986, 6.2). A front page has no address here: what
    stands on it is another article every day.

    >>> canonical_address("http://www.Beacon.example:80/ferry/?utm_source=x&id=7#top")
    'beacon.example/ferry?id=7'
    >>> canonical_address("https://beacon.example/")
    ''
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return ""
    if scheme not in ("http", "https") or not host:
        return ""
    path = quote(unquote(parts.path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape").rstrip("/")
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    query = f"?{urlencode(kept)}" if kept else ""
    if not path and not query:
        return ""
    where = host.removeprefix("www.") + ("" if port is None or (scheme, port) in _PORTS else f":{port}")
    return where + path + query
