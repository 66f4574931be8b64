"""The plot: what the claimant abroad and the filing clerk do, page by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote
from uuid import uuid4

from yunqiao.config.story import letters
from yunqiao.config.story.costs import Costs
from yunqiao.config.story.exhibits import WANTED, Exhibit
from yunqiao.config.story.identity import Identity
from yunqiao.config.story.pages import Page
from yunqiao.config.story.people import Mailbox, sign_in
from yunqiao.config.story.sending import Line
from yunqiao.config.story.timeline import COURT_ZONE, Timeline
from yunqiao.config.story.visitor import StoryError, Visitor, begin, examined, link, until

CLERK = "clerk@court.example"
COURT = "粤0703"
CLAIMANT = "王（示例）"
RECEIPT = re.compile(r"YQ\d{6}-[0-9A-Z]+(?:-[0-9A-Z]+)*")
NUMBER = re.compile(r"（20\d\d）\S+?号")
DRAFT = re.compile(r"/drafts/([0-9a-f-]{36})/")
LETTER = r"^/cases/[0-9a-f-]{36}/documents/"
LETTERS = (
    6  # receipt, notices of correction and acceptance, of the fee and its change, receipt of money
)
ANSWERS = {
    "claimants/1/": {"name": CLAIMANT, "other_name": "WANG (DEMO)", "country": "US"},
    "defendants/1/": {"kind": "organisation", "name": "乙公司（示例）", "country": "CN"},
    "requests/1/": {"text": "判令被告返还购房款。", "amount": "12500.00", "currency": "USD"},
    "facts/": {"facts_and_reasons": "2025年3月签订合同，付款后未交房。"},
    "case/": {"cause": "房屋买卖合同纠纷", "court": COURT},
    "service_address/": {"country": "US", "electronic": "on"},
}
POINT = "请写明付款日期和方式。"
CORRECTED = "2025年3月1日签订合同，3月8日以银行转账支付房款，被告至今未交房。"


@dataclass
class Plot:
    """The case as it goes on."""

    claimant: Visitor
    clerk: Visitor
    timeline: Timeline
    exhibits: Sequence[Exhibit]

    def play(self) -> None:
        """From the sign-in abroad to the registered case, its costs and its letters.

        Raises:
            StoryError: something did not go as it should.
            ValueError: a letter's seal does not hold.
        """
        address = f"story.{uuid4().hex[:12]}@abroad.example"
        mailbox = Mailbox(self.claimant, address)
        start = sign_in(self.claimant, address, "/filing/")
        self.timeline.tell("registered_by_email", address=address)
        self._prove_identity()
        draft = self._write(start)
        self._send_exhibits(draft)
        known = len(mailbox.subjects())
        case = self._sign(draft)
        receipt = self._receipt(case)
        self.timeline.tell("filed", receipt=receipt)
        known = self._told(mailbox, known)
        self._ask_correction(receipt, case)
        known = self._told(mailbox, known)
        self._correct(case)
        number = self._register(case)
        self._told(mailbox, known)
        Costs(self.claimant, self.clerk, self.timeline, case, number).play()
        self._read_letters(case)

    def _prove_identity(self) -> None:
        name = f"WANG DEMO {uuid4().hex[:8]}".upper()
        identity = Identity(self.claimant, name, self.timeline)
        if not identity.is_asked_for():
            self.timeline.tell("no_identity_page")
            return
        identity.give()
        sign_in(self.clerk, CLERK, "/filing/worklist/")
        identity.decide(self.clerk)

    def _write(self, start: Page) -> str:
        """Write the claim part by part; the draft's id."""
        page = self.claimant.submit(start, begin(start))
        found = DRAFT.search(page.path)
        if not found:
            raise StoryError(f"no draft was begun: {page.path} {page.heading}")
        for part, answers in ANSWERS.items():
            asked = self.claimant.open(f"/filing/drafts/{found[1]}/{part}")
            form = asked.form(next(iter(answers)))
            left = self.claimant.submit(asked, form, **answers)
            if left.path == asked.path:
                raise StoryError(f"{asked.heading}: {left.text[:300]}")
        self.timeline.tell("wrote")
        return found[1]

    def _send_exhibits(self, draft: str) -> None:
        evidence = f"/filing/drafts/{draft}/evidence/"
        line, fit = Line(self.claimant, draft), 0
        papers = [exhibit for exhibit in self.exhibits[:WANTED] if not exhibit.is_photo]
        heaviest = max(papers, key=lambda exhibit: len(exhibit.content), default=None)
        for exhibit in self.exhibits:
            breaks = exhibit is heaviest
            before = _exhibits_of(self.claimant.open(evidence))
            arrived = line.send(exhibit.name, exhibit.content, break_off=breaks)
            self._tell_arrival(exhibit, arrived, broke_off=breaks)
            looked = examined(self.claimant, evidence)
            (new,) = _exhibits_of(looked) - before
            if looked.asks_for("exhibit"):  # it can only be replaced
                self._take_back(looked, new, exhibit)
                continue
            fit += 1
            if fit == WANTED:
                break
        if fit < WANTED:
            raise StoryError(f"only {fit} of the files can be used; {WANTED} are needed")
        self.timeline.tell("examined", count=fit)

    def _tell_arrival(self, exhibit: Exhibit, arrived: int, *, broke_off: bool) -> None:
        what = "broke_off" if broke_off else "photo" if exhibit.is_photo else "arrived"
        size = len(exhibit.content)
        self.timeline.tell(what, name=exhibit.name, size=size, arrived=arrived)

    def _take_back(self, page: Page, exhibit_id: str, exhibit: Exhibit) -> None:
        why = self.claimant.ask("GET", page.path).body.decode()
        found = re.search(r'<p class="govuk-error-message">(.+?)</p>', why)
        self.timeline.tell("unfit", name=exhibit.name, why=found[1] if found else "")
        form = next(form for form in page.forms if f"{exhibit_id}/arrange/" in form.action)
        self.claimant.submit(page, form, do="remove")

    def _sign(self, draft: str) -> str:
        """Check, sign and file; the case's id."""
        page = self.claimant.open(f"/filing/drafts/{draft}/check/")
        form = page.form("signature")
        done = self.claimant.submit(page, form, signature=CLAIMANT, true="on")
        found = re.search(r"/([0-9a-f-]{36})/$", link(done, r"^/cases/[0-9a-f-]{36}/$"))
        assert found
        return found[1]

    def _receipt(self, case: str) -> str:
        found = RECEIPT.search(self.claimant.open(f"/filing/receipts/{case}/").text)
        if not found:
            raise StoryError("there is no receipt number on the receipt")
        return found[0]

    def _told(self, mailbox: Mailbox, known: int) -> int:
        self.timeline.tell("told", subject=mailbox.next(known))
        return len(mailbox.subjects())

    def _ask_correction(self, receipt: str, case: str) -> None:
        worklist = self._worklist()
        if receipt not in worklist.text:
            worklist = self.clerk.open(f"/filing/worklist/?q={receipt}")
        if receipt not in worklist.text:
            raise StoryError(f"{receipt} is not on the worklist")
        self.timeline.tell("clerk")
        page = self.clerk.open(f"/filing/worklist/{case}/correction/")
        self.clerk.submit(page, page.form("facts"), facts=POINT)
        self.timeline.tell("asked", point=POINT)

    def _worklist(self) -> Page:
        page = self.clerk.open("/filing/worklist/")
        return sign_in(self.clerk, CLERK, page.path) if page.asks_for("email") else page

    def _correct(self, case: str) -> None:
        asked = self.claimant.open(f"/filing/claims/{case}/correct/")
        page = self.claimant.open(link(asked, r"/facts/$"))
        form = page.form("facts_and_reasons")
        self.claimant.submit(page, form, facts_and_reasons=CORRECTED)
        page = self.claimant.open(link(asked, r"/check/$"))
        self.claimant.submit(page, page.form("signature"), signature=CLAIMANT, true="on")
        self.timeline.tell("corrected")

    def _register(self, case: str) -> str:
        """Register the case; its number."""
        page = self.clerk.open(f"/filing/worklist/{case}/")
        form = next(form for form in page.forms if "key" in form.names and not form.action)
        done = self.clerk.submit(page, form)
        found = NUMBER.search(done.text)
        if not found:
            raise StoryError(f"no case number came: {done.text[:300]}")
        self.timeline.tell("registered", number=found[0])
        return found[0]

    def _read_letters(self, case: str) -> None:
        def look() -> list[str] | None:
            links = self.claimant.open(f"/cases/{case}/").links
            found = list(dict.fromkeys(one for one in links if re.search(LETTER, one)))
            return found if len(found) >= LETTERS else None

        for address in until(look, what=f"{LETTERS} letters of the court"):
            answer = self.claimant.ask("GET", address)
            seal = letters.examine(answer.body)
            stamp = ""
            if seal.stamped_at:
                at = seal.stamped_at.astimezone(COURT_ZONE)
                stamp = self.timeline.words("stamped", at=f"{at:%Y-%m-%d %H:%M:%S}")
            name = _file_name(answer.headers.get("Content-Disposition", ""), address)
            self.timeline.tell("letter", name=name, by=seal.by, stamp=stamp)


def _exhibits_of(page: Page) -> set[str]:
    found = (re.search(r"/evidence/([0-9a-f-]{36})/arrange/$", form.action) for form in page.forms)
    return {one[1] for one in found if one}


def _file_name(disposition: str, address: str) -> str:
    encoded = re.search(r"filename\*=utf-8''([^;]+)", disposition, re.IGNORECASE)
    plain = re.search(r'filename="([^"]+)"', disposition)
    if encoded:
        return unquote(encoded[1])
    return plain[1] if plain else address
