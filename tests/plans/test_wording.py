"""Every remark can be said, in every language."""

import re

import pytest

from locales import LANGUAGES, translator
from plans.findings import Warning_, WarningCode
from plans.wording import warning_message

_VALUES = {
    name: f"<{name}>"
    for name in (
        "alias", "area", "body", "codes", "code", "document", "due", "letter", "name", "number", "other",
        "pages", "part", "role", "roles", "said", "sign", "sum", "task", "text", "where",
    )
}  # fmt: skip


@pytest.mark.parametrize("code", list(WarningCode))
def test_a_remark_is_a_full_sentence_without_holes(code: WarningCode) -> None:
    for language in LANGUAGES:
        message = warning_message(translator(language), Warning_(code, _VALUES))
        assert message
        assert not re.search(r"[{}]", message)


def test_a_proposal_is_added_when_there_is_one() -> None:
    values = {"area": "1", "name": "Chỉ đạo", "proposal": "Văn phòng"}
    message = warning_message(translator("vi"), Warning_(WarningCode.AREA_WITHOUT_LEAD, values))
    assert message == "Lĩnh vực 1 (Chỉ đạo) chưa có chức danh chủ trì. Đề xuất: Văn phòng."
