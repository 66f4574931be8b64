"""What no job could do after an act of a person is left to a clerk, on the worklist of identities."""

from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import access
from yunqiao.court.identity.proof.models import IdentityProof


def leave_to_person(*, entry: DocketEntry) -> None:
    """Mark the proof an entry is about; an entry about none is left as it is."""
    if proof := entry.payload.get("proof"):
        IdentityProof.objects.filter(id=proof).update(by_hand=True)


def done_by_hand(*, by: Account, proof: IdentityProof) -> None:
    """Take the mark away: the clerk has reached the person.

    Raises:
        NotPermittedError: the account does not check this identity.
    """
    access.may_check(by, proof).require()
    IdentityProof.objects.filter(id=proof.id).update(by_hand=False)
