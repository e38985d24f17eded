from attendance.imports.pasted import as_file


def test_what_is_copied_is_told_apart():
    table = "<table><tr><td>Name</td></tr></table>"
    assert as_file(table, "Name") == (".html", table)
    assert as_file("<b>Name</b>", "Name\tCountry\r\n") == (".tsv", "Name\tCountry\n")
    assert as_file("", "Anna Berg\nBo Ek") == (".txt", "Anna Berg\nBo Ek\n")
    assert as_file("", "\nBEGIN:VCARD\nEND:VCARD") == (".vcf", "BEGIN:VCARD\nEND:VCARD")
    assert as_file("", " \r\n") is None


def test_receivers_of_a_mail_become_names_and_addresses():
    copied = "Anna Berg <a@b.no>; 'Ek, Bo' <bo@x.se>;\nຄຳ <k@la.la>; z@z.la"
    assert as_file("", copied) == (
        ".tsv", "Name\tE-mail\nAnna Berg\ta@b.no\nEk, Bo\tbo@x.se\nຄຳ\tk@la.la\n\tz@z.la\n",
    )  # fmt: skip
    assert as_file("", "write to a@b.no by Friday; thanks") == (".txt", "write to a@b.no by Friday; thanks\n")
