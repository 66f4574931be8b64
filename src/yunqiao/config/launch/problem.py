"""A reason why Yunqiao cannot start, as one sentence that says what to do next."""

import errno


class Problem(Exception):  # noqa: N818 - it is what the reader has, not what the code did wrong
    """What is in the way and what to do about it, for the console."""


def sentence_for(error: OSError) -> str:
    """The sentence for a failed call to the operating system."""
    where = error.filename or "the disk"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full ({where}): make room, then start again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return (
                f"Yunqiao may not use {where}: give this user the right to write there,"
                " or name another folder with YUNQIAO_HOME."
            )
        case _:
            return f"{error.strerror or error} ({where})."
