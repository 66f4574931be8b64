"""Articles of law as a reader sees them cited."""

import pytest
from django.utils import translation

from yunqiao.court.foundation.legal_words import cited


@pytest.mark.parametrize(
    ("language", "citation", "said"),
    [
        ("en", "Fees 22(1)", "Measures on the Payment of Litigation Costs, article 22(1)"),
        ("zh-hans", "Fees 22(1)", "《诉讼费用交纳办法》第22条(1)"),
        ("zh-hant", "Fees 22(1)", "《訴訟費用交納辦法》第22條(1)"),
        (
            "zh-hans",
            "Int 213",
            "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释（2022年修正）》第213条",
        ),
        ("zh-hans", "Nothing 1", "Nothing 1"),
    ],
)
def test_an_article_is_cited_as_its_language_does(language: str, citation: str, said: str) -> None:
    with translation.override(language):
        assert cited(citation) == said
