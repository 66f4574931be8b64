"""Two claimants and a defendant, each with an account and an agent of their own, and a fee."""

from support.costs import Costs
from support.makers import an_account, claim_data
from support.people import an_authority
from support.post import Post
from yunqiao.court.casefile.models import Party
from yunqiao.court.foundation.models import DocketEntry

SIDES = ("first", "second", "defendant")
AT = "@abroad.example"


class Joint(Costs):
    """A registered case of two claimants, of whom the first filed; people are called by their address."""

    def __init__(self) -> None:
        first, defendant = claim_data()["parties"]
        super().__init__(
            an_account(f"first{AT}"),
            parties=[first, {**first, "name": "丙（示例）", "is_filer": False}, defendant],
            service_address={"country": "US", "email": f"first{AT}", "electronic": True},
        )
        self.people = {"first": self.payer}
        for side in SIDES:
            principal = self.people.setdefault(side, an_account(side + AT))
            parties = Party.objects.filter(id=self.of(side).id)
            parties.update(person=principal.person_id)
            agent = self.people[f"{side}.agent"] = an_account(f"{side}.agent{AT}")
            an_authority(self.case, principal, agent)

    def of(self, side: str) -> Party:
        """The party of a side."""
        found = Party.objects.select_related("case__court")
        return found.get(case=self.case_id, position=SIDES.index(side) + 1)

    def told_of(self, post: Post, kind: str) -> dict[str, int]:
        """Who got an e-mail about the latest entry of a kind, and how many letters came with it."""
        about = str(self.entry(kind).id)
        notices = DocketEntry.objects.filter(stream_id=self.case_id, kind="NOTICE_SENT")
        told = [one.payload for one in notices.order_by("seq") if one.payload["about"] == about]
        sent = {(mail.to, mail.subject): len(mail.attachments) for mail in post.mails()}
        return {one["to"].removesuffix(AT): sent[one["to"], one["subject"]] for one in told}
