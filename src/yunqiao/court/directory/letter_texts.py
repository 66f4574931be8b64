"""What a court adds to its letters: the newest version counts."""

from yunqiao.court.directory.models import Court, LetterText


def text_of(court: Court, letter: str) -> LetterText | None:
    """The newest text of the court for a kind of letter."""
    texts = LetterText.objects.filter(court=court, letter=letter)
    return texts.order_by("-version").first()


def added_text(court: Court, letter: str) -> dict[str, str]:
    """The court's own paragraph of a letter as its template takes it; empty where there is none."""
    text = text_of(court, letter)
    return {"added_zh": text.text_zh if text else "", "added_en": text.text_en if text else ""}
