"""A register in this process: it answers what it was told to, and can be out of order."""

from yunqiao.gateways.immigration.port import Answer, Asked, RegisterUnavailableError, Verdict


class FakeRegister:
    """Every paper matches unless `answers` says otherwise of its number."""

    def __init__(self) -> None:
        """A register that is up; `asked` keeps what it was asked."""
        self.is_up = True
        self.answers: dict[str, Answer] = {}
        self.asked: list[Asked] = []

    def compare(self, asked: Asked) -> Answer:
        """What was told, else a match."""
        self.asked.append(asked)
        if not self.is_up:
            raise RegisterUnavailableError("the register does not answer")
        known = self.answers.get(asked.number)
        return known or Answer(verdict=Verdict.MATCH, reference=f"fake-{asked.key}")
