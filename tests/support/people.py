"""A party, their case and the authority of an agent on it, for tests that need them."""

from datetime import date

from support.makers import a_claim, a_key, an_account
from yunqiao.court.casefile.models import Case, Representation
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import actions
from yunqiao.court.identity.models import Account


def a_party() -> Account:
    """Somebody who reads English and has proved their address."""
    return an_account("party@abroad.example", "en")


def a_case(by: Account, court: Court) -> Case:
    """A case that waits for examination."""
    claim = a_claim(court=court.code)
    return Case.objects.get(id=actions.file_claim(by=by, claim=claim, key=a_key(by)).case)


def an_authority(
    case: Case, principal: Account, agent: Account, **changes: object
) -> Representation:
    """An agent's authority on a case, in force from today on."""
    assert principal.person_id is not None
    assert agent.person_id is not None
    fields: dict[str, object] = {
        "kind": "mainland_lawyer",
        "name": "李律师（示例）",
        "principal_category": "foreigner",
        "signed_in": "US",
        "signed_on": date(2026, 1, 5),
        "certified": "not_certified",
        "since": date(2026, 1, 5),
    }
    return Representation.objects.create(
        case=case,
        principal_id=principal.person_id,
        agent_id=agent.person_id,
        **{**fields, **changes},
    )
