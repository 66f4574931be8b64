"""Moving sealed numbers to the newest key."""

from yunqiao.court.identity import safekeeping
from yunqiao.court.identity.proof.actions import kept_of
from yunqiao.court.identity.proof.models import IdentityPaper


def reseal_all() -> int:
    """Seal every number anew that an older secret protects; returns how many.

    A paper typed anew meanwhile is left as its writer sealed it.

    Raises:
        UnsealError: a number's secret is not here; those before it are done.
    """
    newest, count = safekeeping.newest_key_id(), 0
    old = IdentityPaper.objects.exclude(key_id__in=["", newest]).order_by("id")
    for paper in old.iterator():
        kept = kept_of(paper)
        sealed = safekeeping.seal(f"{kept['number']}\n{kept['zone']}", about=paper.id)
        count += IdentityPaper.objects.filter(id=paper.id, key_id=paper.key_id).update(
            sealed=sealed.content,
            key_id=sealed.key_id,
            index=safekeeping.index(kept["number"]),
        )
    return count
