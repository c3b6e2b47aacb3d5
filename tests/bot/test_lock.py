from pathlib import Path

import pytest

from bot import lock
from bot.trouble import Trouble
from locales import translator


def test_a_second_program_on_the_same_file_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    file = tmp_path / "dondoc.db"
    first = lock.take(file)
    with pytest.raises(Trouble) as caught:
        lock.take(file)
    assert str(file) in caught.value.said(translator("vi"))
    first.close()
    lock.take(file).close()
