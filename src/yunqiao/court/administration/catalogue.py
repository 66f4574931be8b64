"""The topics of administration, in the order the page shows them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from yunqiao.court.administration import entries, forms, rules, things
from yunqiao.court.administration.topics import Topic

TOPICS: Final = {
    topic.name: topic
    for topic in (
        Topic(
            name="details",
            kind=entries.COURT_CHANGED,
            title=_("The court"),
            hint=_("Names, level, court above, contacts, whether it takes filings"),
            form=forms.CourtForm,
            read=things.read_court,
            write=things.write_court,
            listed=things.list_court,
        ),
        Topic(
            name="counters",
            kind=entries.COUNTER_CHANGED,
            title=_("Counters"),
            hint=_("Where people are received, and when"),
            form=forms.CounterForm,
            read=things.read_counter,
            write=things.write_counter,
            listed=things.list_counters,
            add=_("Add a counter"),
        ),
        Topic(
            name="divisions",
            kind=entries.DIVISION_CHANGED,
            title=_("Divisions"),
            hint=_("Which of them hear cases, and who is in them"),
            form=forms.DivisionForm,
            read=things.read_division,
            write=things.write_division,
            listed=things.list_divisions,
            add=_("Add a division"),
        ),
        Topic(
            name="staff",
            kind=entries.POST_CHANGED,
            title=_("Staff"),
            hint=_("Posts with their first and last day"),
            form=forms.PostForm,
            read=things.read_post,
            write=things.write_post,
            listed=things.list_posts,
            add=_("Give somebody a post"),
        ),
        Topic(
            name="closures",
            kind=entries.CLOSURE_CHANGED,
            title=_("Closures"),
            hint=_("Days on which this court is closed although others work"),
            form=forms.ClosureForm,
            read=rules.read_closure,
            write=rules.write_closure,
            listed=rules.list_closures,
            add=_("Add a closure"),
            preview=rules.preview_closure,
        ),
        Topic(
            name="years",
            kind=entries.YEAR_CHANGED,
            title=_("Working calendar"),
            hint=_("The State's days off and shifted working days, this year and the next"),
            form=forms.YearForm,
            read=rules.read_year,
            write=rules.write_year,
            listed=rules.list_years,
            preview=rules.preview_year,
        ),
        Topic(
            name="numbering",
            kind=entries.SETTING_CHANGED,
            title=_("Case numbers"),
            hint=_("Kinds of numbers, and the next one; a counter cannot be set"),
            form=forms.NumberingForm,
            read=rules.read_numbering,
            write=rules.write_numbering,
            listed=rules.list_numbering,
        ),
        Topic(
            name="fees",
            kind=entries.SETTING_CHANGED,
            title=_("Fees"),
            hint=_("Fees that the Measures leave to the province or the court"),
            form=forms.FeeForm,
            read=rules.read_fee,
            write=rules.write_fee,
            listed=rules.list_fees,
        ),
        Topic(
            name="rules",
            kind=entries.SETTING_CHANGED,
            title=_("Rules"),
            hint=_("What no law settles and this court settles for itself"),
            form=forms.RuleForm,
            read=rules.read_rule,
            write=rules.write_rule,
            listed=rules.list_rules,
        ),
        Topic(
            name="letters",
            kind=entries.LETTER_TEXT_CHANGED,
            title=_("Letters"),
            hint=_("What this court adds to its letters"),
            form=forms.LetterTextForm,
            read=rules.read_text,
            write=rules.write_text,
            listed=rules.list_texts,
        ),
    )
}
"""By name, as it stands in the address."""
