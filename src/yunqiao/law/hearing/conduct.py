"""The conduct of an online hearing: link failure, absence, witnesses, publicity, recording."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, OLR, RECORDING

LINK_IS_GOOD = reason("hearing.link_is_good")
SUSPEND_FOR_LINK = reason("hearing.suspend_for_link")
ADJOURN_FOR_LINK = reason("hearing.adjourn_for_link")
ASK_ABOUT_LINK = reason("hearing.ask_about_link")
ANOTHER_DAY_OR_ON_SITE = reason("hearing.another_day_or_on_site")
TECHNICAL_CAUSE = reason("hearing.technical_cause")
TREATED_AS_WITHDRAWN = reason("hearing.treated_as_withdrawn")
DEFAULT_JUDGMENT = reason("hearing.default_judgment")
SUMMONS_NOT_PROVED = reason("hearing.summons_not_proved")
NOTICE_NOT_CONFIRMED = reason("hearing.notice_not_confirmed")
NOT_WARNED_YET = reason("hearing.not_warned_yet")
WARN_FIRST = reason("hearing.warn_first")
PRESENT = reason("hearing.present")
WITNESS_SEPARATED = reason("hearing.witness_separated")
WITNESS_LISTENED = reason("hearing.witness_listened")
WITNESS_ON_SITE = reason("hearing.witness_on_site")
BROADCAST_OPEN = reason("hearing.broadcast_open")
NO_BROADCAST = reason("hearing.no_broadcast")
NO_PRIVATE_RECORDING = reason("hearing.no_private_recording")
RECORDING_WITH_LEAVE = reason("hearing.recording_with_leave")
RECORDING_COMPLETE = reason("hearing.recording_complete")
RECORDING_BROKEN = reason("hearing.recording_broken")
NO_TIME_STAMP = reason("hearing.no_time_stamp")
RECORDING_FOR_TRANSCRIPT = reason("hearing.recording_for_transcript")
TRANSCRIPT_STAYS = reason("hearing.transcript_stays")


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingLink:
    """What the parties and the system say about picture and sound."""

    picture_and_sound_good: bool | None = None
    restored: bool | None = None


@provision(OLR["25"], RECORDING["3"])
def may_go_on(link: HearingLink) -> Finding:
    """May the hearing go on, given the link?"""
    if link.picture_and_sound_good is None:
        return unknown(OLR["25"], missing="picture_and_sound_good", try_next=(ASK_ABOUT_LINK,))
    if link.picture_and_sound_good or link.restored:
        return yes(OLR["25"], LINK_IS_GOOD, code="GO_ON")
    if link.restored is None:
        return no(OLR["25"], SUSPEND_FOR_LINK, code="SUSPEND")
    return no(OLR["25"], ADJOURN_FOR_LINK, code="ADJOURN", try_next=(ANOTHER_DAY_OR_ON_SITE,))


class HearingRole(Enum):
    """The side of the absent party."""

    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"


class Absence(Enum):
    """How the party is absent."""

    NOT_ABSENT = "present"
    NOT_APPEARED = "did not appear"
    LEFT = "left and did not come back"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentParty:
    """A party absent from an online hearing, and how it was summoned."""

    role: HearingRole
    absence: Absence
    technical_cause: bool | None = None
    warned: bool = False
    summons_proved: bool | None = None
    notice_by_message_only: bool = False
    notice_confirmed: bool | None = None


_TREATED: Final = {
    HearingRole.PLAINTIFF: (
        (OLR["6"], OLR["25"], CPL["146"]),
        TREATED_AS_WITHDRAWN,
        "TREATED_AS_WITHDRAWN",
    ),
    HearingRole.DEFENDANT: (
        (OLR["6"], OLR["25"], CPL["147"]),
        DEFAULT_JUDGMENT,
        "DEFAULT_JUDGMENT",
    ),
}


@provision(OLR["25"], CPL["146"], CPL["147"], INT["261(2)"])
def absence_counts(party: AbsentParty) -> Finding:
    """Does the absence count as a refusal to appear or as leaving midway?"""
    if party.absence is Absence.NOT_ABSENT:
        return no(OLR["25"], PRESENT)
    if party.technical_cause is None:
        return unknown(OLR["25"], missing="technical_cause")
    if party.technical_cause:
        return no(OLR["25"], TECHNICAL_CAUSE, code="EXCUSED", try_next=(ANOTHER_DAY_OR_ON_SITE,))
    if party.absence is Absence.LEFT and not party.warned:
        return no(OLR["25"], NOT_WARNED_YET, code="WARN", try_next=(WARN_FIRST,))
    if party.absence is Absence.NOT_APPEARED:
        unproved = _summons(party)
        if unproved is not None:
            return unproved
    cited, because, code = _TREATED[party.role]
    return yes(cited, because, code=code)


def _summons(party: AbsentParty) -> Finding | None:
    """A message that was not confirmed is no ground for judging in absence (Int 261(2))."""
    if party.notice_by_message_only:
        if party.notice_confirmed is None:
            return unknown(INT["261(2)"], missing="notice_confirmed")
        if not party.notice_confirmed:
            return no(INT["261(2)"], NOTICE_NOT_CONFIRMED, code="NO_DEFAULT")
    elif party.summons_proved is None:
        return unknown((CPL["146"], CPL["147"]), missing="summons_proved")
    elif not party.summons_proved:
        return no((CPL["146"], CPL["147"]), SUMMONS_NOT_PROVED, code="NO_DEFAULT")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineWitness:
    """A witness who is to testify online."""

    separated_and_not_listening: bool | None = None
    reasoned_objection: bool = False


@provision(OLR["26"])
def witness_may_testify_online(witness: OnlineWitness) -> Finding:
    """May the witness testify online?"""
    if witness.reasoned_objection:
        return for_the_court(OLR["26"], WITNESS_ON_SITE)
    if witness.separated_and_not_listening is None:
        return unknown(OLR["26"], missing="separated_and_not_listening")
    if not witness.separated_and_not_listening:
        return no(OLR["26"], WITNESS_LISTENED)
    return yes(OLR["26"], WITNESS_SEPARATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity:
    """Who wants to show or record the hearing."""

    by_the_court: bool
    secrets_or_privacy: bool = False
    leave_given: bool = False


@provision(OLR["27"], RECORDING["15"])
def may_show_or_record(publicity: Publicity) -> Finding:
    """May the hearing be broadcast or recorded?"""
    if publicity.by_the_court:
        if publicity.secrets_or_privacy:
            return no(OLR["27"], NO_BROADCAST)
        return yes((OLR["27"], RECORDING["12"]), BROADCAST_OPEN)
    if publicity.leave_given:
        return yes((OLR["27"], RECORDING["15"]), RECORDING_WITH_LEAVE)
    return no((OLR["27"], RECORDING["15"]), NO_PRIVATE_RECORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtRecording:
    """The court's audio and video of a hearing.

    A pause is allowed only for a recess, for evidence not to be made public, or for mediation
    not to be recorded.
    """

    whole_hearing: bool
    pauses_all_allowed: bool | None = None
    time_stamped: bool | None = None


@provision(RECORDING["1"], RECORDING["3"], RECORDING["4"])
def recording_is_sound(recording: CourtRecording) -> Finding:
    """Is the court's recording of the hearing complete?"""
    if not recording.whole_hearing:
        if recording.pauses_all_allowed is None:
            return unknown(RECORDING["3"], missing="pauses_all_allowed")
        if not recording.pauses_all_allowed:
            return no(RECORDING["3"], RECORDING_BROKEN)
    if recording.time_stamped is None:
        return unknown(RECORDING["4"], missing="time_stamped")
    if not recording.time_stamped:
        return no(RECORDING["4"], NO_TIME_STAMP)
    return yes(RECORDING["3"], RECORDING_COMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptReplacement:
    """A recording that is to take the place of the transcript."""

    summary_procedure: bool
    parties_consent: bool | None = None


@provision(RECORDING["8"])
def recording_may_replace_transcript(question: TranscriptReplacement) -> Finding:
    """May the recording take the place of the transcript?"""
    if not question.summary_procedure:
        return no(RECORDING["8"], TRANSCRIPT_STAYS)
    if question.parties_consent is None:
        return unknown(RECORDING["8"], missing="parties_consent")
    if not question.parties_consent:
        return no(RECORDING["8"], TRANSCRIPT_STAYS)
    return yes((RECORDING["8"], RECORDING["9"]), RECORDING_FOR_TRANSCRIPT)
