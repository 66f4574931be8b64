"""A court's bank account and its statements, camt.053 and CSV."""

from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.paying import statements
from yunqiao.court.fees.paying.statements import Row
from yunqiao.court.identity.models import Account
from yunqiao.gateways.bank.port import BankAccount

from .makers import a_key

NUMBER = "6222020200012345678"


class OneAccount:
    """The same bank account for every court."""

    def of(self, _court: str) -> BankAccount | None:
        return BankAccount(holder="示例法院", number=NUMBER, bank="示例银行")


def table(*rows: str, account: str = NUMBER) -> bytes:
    head = "Date,Amount,Currency,Payer,Text,Bank reference,Account"
    return "\n".join([head, *(f"2026-11-20,{row},{account}" for row in rows)]).encode()


def camt(
    amount: str, currency: str, text: str, bank_id: str, *, is_reversal: bool = False
) -> bytes:
    """One credit of the day that `table` tells of."""
    reversal = "<RvslInd>true</RvslInd>" if is_reversal else ""
    return f"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<Stmt><Id>S1</Id><Acct><Id><Othr><Id>{NUMBER}</Id></Othr></Id></Acct>
<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{reversal}<Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-21</Dt></ValDt>
<AcctSvcrRef>{bank_id}</AcctSvcrRef>
<NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls>
</Ntry></Stmt></BkToCstmrStmt></Document>""".encode()


def rows_of(clerk: Account, party: Party, content: bytes) -> list[Row]:
    """Import a statement for the party's court; what became of each entry."""
    sha256, court = statements.lay_by(content), party.case.court
    key = a_key(clerk)
    return list(statements.import_statement(by=clerk, court=court, sha256=sha256, key=key))
