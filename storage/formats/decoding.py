"""Bytes to text without guessing games: UTF-8, then what the file says of itself, then one answer.

Address books are too short for a charset detector, and Python's own table of codecs also holds
things that are no charset (`rot13`, `idna`), so what a file may name is listed here.
"""

from __future__ import annotations

import codecs
import re

_CHARSET = re.compile(
    r"(?:utf-?(?:8|16|16le|16be)|us-ascii|latin-?1|iso-8859-\d\d?|(?:windows-|cp)125\d|shift-?jis|sjis"
    r"|cp932|euc-jp|euc-kr|gb18030|gb2312|gbk|big5|koi8-[ru])\Z"
)
_WIDE = frozenset(("shift_jis", "cp932", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "big5"))
"""Charsets in which not all bytes make sense, so that text which does is in them."""
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ODD = re.compile(_UTF8.pattern + rb"|[\x80-\xff]")
"""One character of UTF-8, or one byte that is not ASCII and belongs to none."""
_PAIRS = 8
"""Pairs of bytes that have to look like UTF-16 where there is no mark at the start."""


def charset(name: str) -> str | None:
    """Return Python's name of a charset, None for one that nobody writes contacts in."""
    name = name.strip().strip('"').lower().replace("_", "-")
    if not _CHARSET.match(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def decoded(data: bytes, declared: str = "", fallback: str = "cp1252") -> tuple[str, bool]:
    """Return the text, and whether it had to be guessed at with `fallback`.

    In what is UTF-8, because it says so or by the looks of it, a byte that is none costs one
    character and not all of them.
    """
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    codec = charset(declared) if declared else None
    if codec and codec != "utf-8":
        try:
            return data.decode(codec), False
        except UnicodeDecodeError:
            pass
    elif codec or _is_mostly_utf8(data, fallback):
        return data.decode("utf-8", "replace"), True
    return data.decode(fallback, "replace"), True


def _is_mostly_utf8(data: bytes, fallback: str) -> bool:
    """Whether at least half of what is not ASCII is UTF-8, and it is nothing else altogether."""
    if fallback in _WIDE:
        try:
            data.decode(fallback)
        except UnicodeDecodeError:
            pass
        else:
            return False
    return 2 * len(_UTF8.findall(data)) >= len(_ODD.findall(data))


def utf16_of(head: bytes) -> str | None:
    """Return which UTF-16 the bytes at the start of a file are in, None where they are not."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[: 2 * _PAIRS]
    if len(start) < 2 * _PAIRS:
        return None
    if not any(start[0::2]) and all(start[1::2]):
        return "utf-16-be"
    if not any(start[1::2]) and all(start[0::2]):
        return "utf-16-le"
    return None


def one_newline(data: bytes) -> bytes:
    r"""Return the bytes with every way of ending a line (`\r\n`, `\r`, `\r\r\n`) made `\n`."""
    if b"\r" not in data:
        return data
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
