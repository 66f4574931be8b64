"""Who may use which address of a court's staff: the table that `test_access_staff` walks."""

OK, GO, SIGN_IN, NO, NONE = "ok", "redirect", "sign in", "403", "404"
READERS = (
    "visitor",
    "stranger",
    "party",
    "clerk",
    "judge",
    "court clerk",
    "judge elsewhere",
    "auditor",
    "finance",
    "administrator",
    "administrator above",
    "administrator elsewhere",
)


def _only(*who: str, seen: str = OK, others: str = NO) -> tuple[str, ...]:
    """Seen by these readers, refused to the others."""
    return (SIGN_IN, *(seen if reader in who else others for reader in READERS[1:]))


ADMINISTRATION = _only("administrator", "administrator above")
ADMINISTRATION_ACTS = _only("administrator", "administrator above", seen=GO)
OF_THE_CASE = _only("clerk", "judge", "court clerk")
FEE_NOT_SET = _only("clerk", "judge", "court clerk", seen=GO)
"""The case of the table has no fee yet: who may, is sent on."""
READS_BOOKS = _only("finance", "administrator", "administrator above", "administrator elsewhere")
"""Each of their own courts; `fees.test_reports` asks for another's."""
AT_THE_COUNTER = _only("clerk")

OF_STAFF: dict[str, tuple[str, tuple[str, ...]]] = {
    "administration:home": (
        "GET",
        (SIGN_IN, NO, NO, NO, NO, NO, NO, NO, NO, GO, OK, GO),
    ),
    "administration:court": ("GET", ADMINISTRATION),
    "administration:found": ("GET", ADMINISTRATION),
    "administration:history": ("GET", ADMINISTRATION),
    "administration:providers": ("GET", ADMINISTRATION),
    "administration:message": ("POST", ADMINISTRATION_ACTS),
    "administration:export": ("GET", ADMINISTRATION),
    "administration:import": ("POST", ADMINISTRATION_ACTS),
    "administration:preview": ("GET", ADMINISTRATION),
    "administration:topic": ("GET", ADMINISTRATION),
    "administration:thing": ("GET", ADMINISTRATION),
    "web:audit": ("GET", _only("auditor")),
    "registration:worklist": ("GET", _only("judge", "court clerk", "judge elsewhere")),
    "registration:case": ("GET", OF_THE_CASE),
    "registration:paper": ("GET", OF_THE_CASE),
    "registration:assign": ("GET", _only("judge", "court clerk")),
    "fees:worklist": ("GET", _only("clerk", "judge", "court clerk", "judge elsewhere")),
    "fees:desk": ("GET", OF_THE_CASE),
    "fees:facts": ("GET", OF_THE_CASE),
    "fees:receipt": ("GET", FEE_NOT_SET),
    "fees:change": ("GET", FEE_NOT_SET),
    "fees:decide_relief": ("GET", FEE_NOT_SET),
    "fees:unpaid": ("GET", FEE_NOT_SET),
    "fees:ask_again": ("GET", FEE_NOT_SET),
    "fees:rule_on_withdrawal": ("GET", _only("judge", seen=GO)),  # nobody asks for it
    "filing:counter": ("GET", AT_THE_COUNTER),
    "filing:counter_person": ("GET", AT_THE_COUNTER),
    "filing:counter_begin": ("POST", _only("clerk", seen=GO)),
    "filing:counter_sign": ("GET", _only("clerk", others=NONE)),
    "filing:counter_receipt": ("GET", AT_THE_COUNTER),
    "filing:join": ("GET", (SIGN_IN, *(OK,) * 11)),
    "paying:desk": ("GET", _only("finance")),
    "paying:money": ("GET", _only("finance")),
    "paying:assign": ("POST", _only("finance", seen=GO)),
    "paying:hand_over": ("POST", _only("finance", seen=GO)),
    "paying:propose": ("POST", _only("finance", seen=GO)),
    "paying:approve": ("POST", _only("finance", seen=GO)),
    "paying:reject": ("POST", _only("finance", seen=GO)),
    "paying:transferred": ("POST", _only("finance", seen=GO)),
    "paying:unbooked": ("GET", _only("finance")),
    "paying:statement": ("GET", _only("finance")),
    "paying:import_statement": ("POST", _only("finance", seen=GO)),
    "accounting:days": ("GET", _only("finance")),
    "accounting:day": ("GET", _only("finance")),
    "accounting:rates": ("GET", _only("finance")),
    "accounting:reports": ("GET", READS_BOOKS),
    "accounting:csv": ("GET", READS_BOOKS),
    "accounting:pdf": ("GET", READS_BOOKS),
    "accounting:explain": ("POST", _only("finance", seen=GO)),
}
