"""What a file is, by how it begins and not by what it is called."""

import zipfile
from pathlib import Path

from attendance.domain.errors import Refused
from attendance.imports.compound import COMPOUND, Compound

WORKBOOK, OLD_WORKBOOK, OPEN_SHEETS, WORD, WEB, CARDS, TEXT = (
    "workbook", "old_workbook", "open_sheets", "word", "web", "cards", "text",
)  # fmt: skip
_OPEN_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_TEXT = b"application/vnd.oasis.opendocument."
_FOREIGN = (
    (b"%PDF", "list_is_pdf"),
    (b"{\\rtf", "list_is_rtf"),
    (b"\x89PNG", "list_is_picture"),
    (b"\xff\xd8\xff", "list_is_picture"),
    (b"GIF8", "list_is_picture"),
    (b"BM", "list_is_picture"),
    (b"II*\0", "list_is_picture"),
    (b"MM\0*", "list_is_picture"),
    (b"Rar!", "list_is_archive"),
    (b"7z\xbc\xaf", "list_is_archive"),
    (b"\x1f\x8b", "list_is_archive"),
    (b"BZh", "list_is_archive"),
    (b"\x09\x08\x10\0", "list_old_excel"),
    (b"\x09\x04\x06\0", "list_old_excel"),
    (b"\x09\x02\x06\0", "list_old_excel"),
    (b"\x09\0\x04\0", "list_old_excel"),
    (b"BEGIN:VCALENDAR", "list_is_calendar"),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


def kind_of(path: Path, head: bytes) -> str:
    """Which of the kinds read here a file is.

    Args:
        head: its first bytes, at least a few hundred where it has them.

    Raises:
        Refused: ``list_is_…`` and others that say what the file is and what to do with it.
    """
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(COMPOUND):
        return _kind_of_compound(path)
    if head[4:12] in _HEIC or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise Refused("list_is_picture", name=path.name)
    for beginning, code in _FOREIGN:
        if head.startswith(beginning) and (beginning != b"BM" or b"\0" in head[:30]):
            raise Refused(code, name=path.name)
    text = _plain(head).lstrip("\ufeff \t\r\n").lower()
    if text.startswith("begin:vcard"):
        return CARDS
    if text.startswith("<"):
        if "<table" in text or "<html" in text or "<!doctype html" in text:
            return WEB
        raise Refused("list_other_format", name=path.name)
    if text.startswith("mime-version:") or "\ncontent-type: multipart/" in text:
        raise Refused("list_is_mail", name=path.name)
    return TEXT


def _plain(head: bytes) -> str:
    """The beginning as text where it is any: enough to tell formats apart that begin with words."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8", "replace")


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = frozenset(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                return _kind_of_open_document(package.read("mimetype"), path)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused("list_damaged", name=path.name) from error
    except Exception as error:  # zlib.error has no public base class
        if isinstance(error, Refused):
            raise
        raise Refused("list_damaged", name=path.name) from error
    if "xl/workbook.bin" in names:
        raise Refused("list_old_excel", name=path.name)
    if any(name.startswith("xl/") for name in names):
        return WORKBOOK
    if "word/document.xml" in names:
        return WORD
    if "Index.zip" in names or any(name.endswith(".iwa") for name in names):
        raise Refused("list_is_apple", name=path.name)
    foreign = any(name.startswith(("ppt/", "META-INF/")) for name in names)
    raise Refused("list_other_format" if foreign else "list_is_archive", name=path.name)


def _kind_of_open_document(mimetype: bytes, path: Path) -> str:
    if mimetype.strip().startswith(_OPEN_SHEETS):
        return OPEN_SHEETS
    open_text = mimetype.startswith(_OPEN_TEXT)
    raise Refused("list_is_open_text" if open_text else "list_other_format", name=path.name)


def _kind_of_compound(path: Path) -> str:
    """Excel's, Word's and Outlook's older files, and encrypted newer ones, are one kind of container."""
    names = Compound.open(path).names
    if "EncryptedPackage" in names:
        raise Refused("list_has_password", name=path.name)
    if "Workbook" in names or "Book" in names:
        return OLD_WORKBOOK
    if "WordDocument" in names:
        raise Refused("list_is_old_word", name=path.name)
    if any(name.startswith("__") for name in names):
        raise Refused("list_is_mail", name=path.name)
    raise Refused("list_other_format", name=path.name)
