"""Filters of our pages: `{% load case_words %}`. Roles and places in the reader's words."""

from django import template

from yunqiao.court.casefile import words

register = template.Library()
register.filter("role_name", words.role_name)
register.filter("place_name", words.place_name)
