"""Why a claim cannot be filed as it is."""


class FilingRefusedError(Exception):
    """The claim cannot be filed as it is; `field` names where, the text says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
