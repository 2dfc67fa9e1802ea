"""Documents that are nested too deeply to be parsed: each is set aside alone, as the text it is.

No reader of JSON takes any depth, so one such document, as a hostile file has it, would make all
the others unreadable.
"""

from __future__ import annotations

import json
import re

ASIDE = "unreadable"
"""The field in which a document keeps what was set aside, under the name that it had."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_DOCUMENT = 3
"""How deep a document lies itself: in a table in the file."""
_DEEPEST = 100
"""How deep a document may be nested that lies beside one which cannot be parsed."""


def shallow(text: bytes) -> tuple[bytes, int]:
    """Return the bytes of a file with its deepest documents as texts, and how many those are."""
    pieces: list[bytes] = []
    at = begun = depth = deepest = 0
    for match in _TOKEN.finditer(text):
        if match[0] in (b"{", b"["):
            depth += 1
            deepest = max(deepest, depth)
            if depth == _DOCUMENT:
                begun, deepest = match.start(), depth
        elif match[0] in (b"}", b"]"):
            if depth == _DOCUMENT and deepest - depth > _DEEPEST:
                pieces += [text[at:begun], _aside(text[begun : match.end()])]
                at = match.end()
            depth -= 1
    return b"".join((*pieces, text[at:])), len(pieces) // 2


def _aside(document: bytes) -> bytes:
    kept = {ASIDE: {"document": document.decode(errors="replace")}}
    return json.dumps(kept, ensure_ascii=False).encode()
