"""Accounts, courts and cases for tests, made by the actions that make them for people."""

from datetime import date

from yunqiao.court.casefile.models import Case, Representation
from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.filing import actions
from yunqiao.court.filing.claim import Claim
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.accounts import ensure_person, open_account
from yunqiao.court.identity.models import Account, Post, StaffRole


def a_court(code: str = "粤0703") -> Court:
    """A basic court that takes filings."""
    found, _ = Court.objects.get_or_create(
        code=code,
        defaults={"name_zh": f"{code}法院", "name_en": f"Court {code}", "level": CourtLevel.BASIC},
    )
    return found


def an_account(address: str = "party@abroad.example") -> Account:
    """An account whose address is proved."""
    account = open_account(address, "en")
    ensure_person(account)
    return account


def a_member_of_staff(role: StaffRole, court: Court, address: str = "") -> Account:
    """An account with a post."""
    account = an_invited(role, court, address)
    ensure_person(account)
    return account


def an_invited(role: StaffRole, court: Court, address: str = "") -> Account:
    """An account with a post, to which nobody has signed in yet."""
    account = open_account(address or f"{role}.{new_id()}@court.example", "en")
    Post.objects.create(account=account, court=court, role=role, since=date(2020, 1, 1))
    return account


def a_claim(court: Court) -> Claim:
    """A claim of a party in the United States against a company in China."""
    parties = [
        {
            "role": "claimant",
            "kind": "natural",
            "name": "王（示例）",
            "country": "US",
            "is_filer": True,
        },
        {"role": "defendant", "kind": "organisation", "name": "乙公司（示例）", "country": "CN"},
    ]
    return Claim.model_validate(
        {
            "court": court.code,
            "cause": "房屋买卖合同纠纷",
            "parties": parties,
            "requests": [{"text": "判令被告返还购房款。", "amount": "12500.00"}],
            "facts_and_reasons": "示例数据。",
            "service_address": {"country": "US", "address": "1 Example Street"},
            "signature": "王（示例）",
        }
    )


def a_case(by: Account, court: Court) -> Case:
    """A case that waits for examination."""
    key = RequestKey.of(by.id, str(new_id()), None)
    return Case.objects.get(id=actions.file_claim(by=by, claim=a_claim(court), key=key).case)


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
