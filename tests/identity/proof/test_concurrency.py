"""What a person writes beside their own giving: the court has what stands on the docket (F2)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from support.makers import a_court, an_account
from support.proofs import a_begun_proof, fill, papers_of, submit, typed, who
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Person
from yunqiao.court.identity.proof import actions
from yunqiao.court.identity.proof.actions import NotReadyError, kept_of
from yunqiao.court.identity.proof.models import IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import ProofState

pytestmark = pytest.mark.django_db(transaction=True)


def impatiently(write: Callable[[], None]) -> None:
    """Write in a thread of its own that does not wait for a lock."""

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '50ms'")
            write()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def test_nothing_is_written_while_the_papers_are_being_given() -> None:
    """F2: both windows take the lock under which the papers are given."""
    proof, court = a_begun_proof(an_account(), a_court()), a_court()
    paper = papers_of(proof)["identity"]
    writes: tuple[Callable[[], None], ...] = (
        lambda: actions.describe(by=proof.account, paper=paper, typed=typed(paper)),
        lambda: actions.say_who(by=proof.account, proof=proof, said=who(court, name="Other")),
    )
    with transaction.atomic():
        Person.objects.select_for_update().get(id=proof.person_id)
        for write in writes:
            with pytest.raises(OperationalError, match="lock timeout"):
                impatiently(write)


def test_who_somebody_is_cannot_be_changed_from_a_window_opened_before_the_giving() -> None:
    """F2"""
    proof = a_begun_proof(an_account(), a_court())
    older = IdentityProof.objects.get(id=proof.id)
    fill(proof)
    submit(proof)
    with pytest.raises(NotReadyError):
        actions.say_who(by=proof.account, proof=older, said=who(a_court(), name="Other"))
    proof.refresh_from_db()
    assert (proof.name, proof.state) == ("Anna Maria Eriksson", ProofState.WAITING)


def test_a_paper_cannot_be_described_from_a_window_opened_before_the_giving() -> None:
    """F2"""
    proof = a_begun_proof(an_account(), a_court())
    older = papers_of(proof)["identity"]
    fill(proof)
    submit(proof)
    with pytest.raises(NotPermittedError):
        actions.describe(by=proof.account, paper=older, typed=typed(older, number="X1234567"))
    assert kept_of(IdentityPaper.objects.get(id=older.id))["number"] == "L898902C3"


def test_a_paper_another_window_replaced_is_told_to_be_nobodys() -> None:
    """F2"""
    proof = a_begun_proof(an_account(), a_court())
    older = papers_of(proof)["identity"]
    actions.say_who(by=proof.account, proof=proof, said=who(a_court(), who="taiwan", place=""))
    with pytest.raises(NotPermittedError):
        actions.describe(by=proof.account, paper=older, typed=typed(older))
