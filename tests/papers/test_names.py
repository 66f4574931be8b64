import pytest

from yunqiao.court.papers.names import clean_name, extension_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\scan.pdf", "scan.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("𠮷野家👍🏽.jpg", "𠮷野家👍🏽.jpg"),
        ("e\u0301.pdf", "é.pdf"),
        ("👩\u200d👧.png", "👩\u200d👧.png"),
        ("..", ""),
        ("  ", ""),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_keeps_its_script_and_loses_what_misleads(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize(
    ("name", "extension"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), (".bashrc", "")]
)
def test_the_extension_is_what_follows_the_last_stop(name: str, extension: str) -> None:
    assert extension_of(name) == extension
