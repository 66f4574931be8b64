"""Dates as letters write them, in Chinese and in English."""

from datetime import date
from typing import Final


def in_chinese(day: date) -> str:
    """A date as Chinese letters write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def in_english(day: date) -> str:
    """A date as English letters write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
