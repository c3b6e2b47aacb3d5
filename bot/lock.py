"""One process to a SQLite file: two would both poll Telegram and fight over every write."""

import fcntl
from pathlib import Path
from typing import TextIO

from bot.trouble import Trouble, file_trouble
from locales import N_


def take(database_file: Path) -> TextIO:
    """Holds the lock until the returned file is closed or the process ends.

    Raises Trouble when another process holds it, or when its folder cannot be written.
    """
    try:
        database_file.parent.mkdir(parents=True, exist_ok=True)
        file = database_file.with_name(f"{database_file.name}.lock").open("a")
    except OSError as error:
        raise file_trouble(error, database_file) from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise Trouble(
            N_("Đã có chương trình đang chạy với tệp {file}: chỉ một tiến trình được dùng một tệp dữ liệu."),
            file=database_file,
        ) from None
    return file
