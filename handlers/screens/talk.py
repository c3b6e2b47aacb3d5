"""Short answers to words that lead nowhere by themselves."""

from handlers.buttons import data
from handlers.screen import Button, Screen
from locales import LANGUAGES, Translator

_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def not_understood(_: Translator) -> Screen:
    return Screen(_("Chưa rõ ý đồng chí. Các lệnh dùng được: /trogiup"))


def cancelled(_: Translator, *, had_question: bool) -> Screen:
    if had_question:
        return Screen(_("Đã dừng. Những gì đã ghi vẫn giữ nguyên. Làm tiếp: /baocao"))
    return Screen(_("Không có việc gì đang dở. Xem việc cần làm: /baocao"))


def edit_ignored(_: Translator) -> Screen:
    return Screen(
        _(
            "Sửa tin nhắn không làm thay đổi nội dung đã ghi. Để sửa, đề nghị bấm [Sửa] dưới nội "
            "dung đã ghi, hoặc mở /viec."
        )
    )


def unknown_command(_: Translator) -> Screen:
    return Screen(_("Không có lệnh này. Các lệnh dùng được: /trogiup"))


def cannot_read(_: Translator) -> Screen:
    return Screen(
        _("Trợ lý chỉ nhận chữ, ảnh và tệp. Đề nghị gõ nội dung báo cáo, ví dụ: <code>đang làm 60%</code>")
    )


def languages(_: Translator) -> Screen:
    buttons = tuple(Button(_LANGUAGE_NAMES[code], data("language", code)) for code in LANGUAGES)
    return Screen(_("Đồng chí muốn dùng ngôn ngữ nào?"), (buttons,))


def language_set(_: Translator) -> Screen:
    return Screen(_("Đã chuyển sang tiếng Việt."))


def file_for_nothing(_: Translator) -> Screen:
    return Screen(
        _("Đồng chí không chủ trì nhiệm vụ nào trong kỳ này nên chưa rõ tệp này thuộc nhiệm vụ nào.")
    )
