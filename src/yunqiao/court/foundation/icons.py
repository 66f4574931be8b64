"""The icons of the pages: strokes on a field of 24 by 24, drawn in the colour of the text."""

from collections.abc import Mapping
from types import MappingProxyType

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "home": "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
        "matter": "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
        "document": "M6 3h9l4 4v14H6zM15 3v4h4",
        "law": "M12 4v16M7 20h10M5 7h14M5 7l-3 7a3.2 3.2 0 006 0zM19 7l-3 7a3.2 3.2 0 006 0z",
        "map": "M12 21s7-6.5 7-12a7 7 0 10-14 0c0 5.5 7 12 7 12zM12 11.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
        "message": "M4 5h16v11H9l-5 4z",
        "person": "M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c1-5 4-7 8-7s7 2 8 7",
        "people": "M9 12a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c.7-4 3-6 6.5-6s5.8 2 6.5 6M16 5.5a3.5 3.5 0 010 6.5M18 14.5c2 .8 3 2.7 3.5 5.5",
        "check": "M5 12.5l5 5 9-11",
        "clock": "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.5l3.5 2",
        "camera": "M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z",
        "pen": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
        "search": "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21",
        "shield": "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
        "coins": "M12 3.5c4.5 0 8 1.3 8 3s-3.5 3-8 3-8-1.3-8-3 3.5-3 8-3zM4 6.5v5.5c0 1.7 3.5 3 8 3s8-1.3 8-3V6.5M4 12v5.5c0 1.7 3.5 3 8 3s8-1.3 8-3V12",
        "help": "M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 113.7 2.2c-.8.4-1.2.9-1.2 1.8M12 16.7v.1",
        "language": "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z",
        "warning": "M12 4l9.5 16h-19zM12 10v4.5M12 17.3v.1",
        "phone": "M8 3h8a1 1 0 011 1v16a1 1 0 01-1 1H8a1 1 0 01-1-1V4a1 1 0 011-1zM11 18h2",
        "newer": "M14.5 5.5L8 12l6.5 6.5",
        "older": "M9.5 5.5L16 12l-6.5 6.5",
        "link": "M10 14a4 4 0 005.7 0l3.5-3.5a4 4 0 00-5.7-5.7L12 6.3M14 10a4 4 0 00-5.7 0l-3.5 3.5a4 4 0 005.7 5.7l1.5-1.5",
        "inbox": "M4 4h16v16H4zM4 14h5l1.5 2.5h3L15 14h5",
    }
)
"""Path data by name; `{% icon "name" %}` draws one."""
