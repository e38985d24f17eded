"""A list from the clipboard: which of the forms it comes in is read, as what kind of file."""

import csv
import io
import re

_ADDRESS = re.compile(r"\s*(?:\"?([^\"<>;]*?)\"?\s*)?<?([^\s<>;,@]+@[^\s<>;,@]+)>?\s*")
_HEADINGS = ("Name", "E-mail")


def as_file(html: str, text: str) -> tuple[str, str] | None:
    """The ending and the contents of a file that holds what was copied; None where that is no list.

    Spreadsheets, Word and mails offer a table as a web page, which keeps merged cells and lines within
    cells. Else the text counts: rows with tabs, vCards, lines, or receivers as mail programs copy them.
    """
    if "<table" in html.lower():
        return ".html", html
    text = text.strip("\r\n\0")
    if not text.strip():
        return None
    if text.lstrip("\ufeff \t\r\n").lower().startswith("begin:vcard"):
        return ".vcf", text
    if (receivers := _receivers(text)) is not None:
        out = io.StringIO()
        csv.writer(out, delimiter="\t", lineterminator="\n").writerows([_HEADINGS, *receivers])
        return ".tsv", out.getvalue()
    if "\t" in text:
        return ".tsv", text + "\n"
    return ".txt", text + "\n"


def _receivers(text: str) -> list[tuple[str, str]] | None:
    """(name, address) of each, where every piece is an address: "Anna Berg <a@b.no>; Bo <b@b.no>"."""
    if "@" not in text or "\t" in text:
        return None
    pieces = [piece for piece in re.split(r"[;\r\n]+", text) if piece.strip()]
    found = [_ADDRESS.fullmatch(piece) for piece in pieces]
    if not all(found) or not any(match and match[1] for match in found):
        return None
    return [((match[1] or "").strip(" '"), match[2]) for match in found if match]
