"""How identities stand, for templates of any room: `{% load identity_words %}`."""

from django import template

from yunqiao.court.foundation.legal_words import cited
from yunqiao.court.identity.proof.access import may_check
from yunqiao.court.identity.proof.queries import late_and_waiting, standing_of

register = template.Library()
register.simple_tag(standing_of)
register.simple_tag(may_check)
register.simple_tag(late_and_waiting)
register.filter("article", cited)
