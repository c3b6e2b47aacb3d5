"""Remarks about a plan in the reader's language."""

from typing import TYPE_CHECKING

from locales import N_
from plans.findings import Warning_, WarningCode

if TYPE_CHECKING:
    from locales import Translator

_MESSAGES: dict[WarningCode, str] = {
    WarningCode.AREA_WITHOUT_LEAD: N_("Lĩnh vực {area} ({name}) chưa có chức danh chủ trì."),
    WarningCode.AREA_WITH_SEVERAL_LEADS: N_(
        "Lĩnh vực {area} ({name}) có nhiều chức danh cùng chủ trì: {roles}."
    ),
    WarningCode.ROLE_LEADS_NOTHING: N_("{role} không chủ trì lĩnh vực hay nhiệm vụ nào."),
    WarningCode.ROLE_TWO_SPELLINGS: N_("“{alias}” được hiểu là “{role}”: một chức danh viết theo hai cách."),
    WarningCode.ROLE_STANDS_TWICE: N_("{role} được nêu hai lần; đã gộp làm một chức danh."),
    WarningCode.ROLE_OF_HIGHER_LEVEL: N_(
        "{role} là cơ quan cấp trên nhưng được giao việc trong kế hoạch này."
    ),
    WarningCode.TARGET_OF_HIGHER_LEVEL: N_("Chỉ tiêu của cấp trên đưa vào kế hoạch của đơn vị: “{text}”."),
    WarningCode.NO_COORDINATOR: N_("Kế hoạch không nêu rõ đầu mối tổng hợp."),
    WarningCode.NUMBER_BLANK: N_("Số kế hoạch còn để trống."),
    WarningCode.SIGN_NOT_PLAN: N_("Ký hiệu là {sign}, không phải ký hiệu của kế hoạch (KH)."),
    WarningCode.DAY_BLANK: N_("Ngày ban hành còn để trống."),
    WarningCode.ANNEX_MISSING: N_("Văn bản nói có phụ lục kèm theo nhưng không thấy phụ lục trong tệp."),
    WarningCode.CALENDAR_MISSING: N_("Văn bản không nêu kỳ báo cáo; cần chọn lịch báo cáo."),
    WarningCode.WINDOWS_MISSING: N_("Văn bản nêu hạn báo cáo nhưng không nêu thời gian chốt số liệu."),
    WarningCode.LETTER_SKIPPED: N_("Mục {where}: thiếu điểm {letter})."),
    WarningCode.LETTER_TWICE: N_("Mục {where}: có hai điểm {letter})."),
    WarningCode.ITEM_WITHOUT_DASH: N_("Mục {where}: có nội dung không đánh dấu gạch đầu dòng."),
    WarningCode.PART_MISSING: N_("Văn bản thiếu phần {part}."),
    WarningCode.SIGNER_MISSING: N_("Không thấy người ký."),
    WarningCode.SIGNER_TITLE_MISSING: N_("Không thấy chức vụ của người ký."),
    WarningCode.RECIPIENTS_MISSING: N_("Không thấy nơi nhận."),
    WarningCode.PAGE_NUMBER_IN_TEXT: N_("Số trang {number} lẫn trong nội dung; đã bỏ qua."),
    WarningCode.PAGES_SCANNED: N_(
        "Trang {pages} là ảnh quét, không có chữ để đọc; đề nghị xem lại các trang đó."
    ),
    WarningCode.BOOKMARK_IN_TEXT: N_("Dấu trang (bookmark) của Word lẫn trong nội dung; đã bỏ qua."),
    WarningCode.CITED_WITH_TWO_YEARS: N_(
        "Cùng một văn bản được viện dẫn với hai số khác nhau: {document} và {other}."
    ),
    WarningCode.SAME_TARGET_FOR_TWO_YEARS: N_("Cùng một chỉ tiêu được đặt cho hai mốc năm khác nhau."),
    WarningCode.POINTS_DO_NOT_ADD_UP: N_(
        "Điểm không khớp ở {code}: văn bản ghi {said}, cộng lại được {sum}."
    ),
    WarningCode.TOTAL_DOES_NOT_ADD_UP: N_(
        "Tổng điểm không khớp: văn bản ghi {said}, các lĩnh vực cộng lại được {sum}."
    ),
    WarningCode.CRITERION_GIVEN_TO_NOBODY: N_("Tiêu chí bị trừ điểm chưa giao cho chức danh nào: {codes}."),
    WarningCode.DISTRICT_AFTER_REFORM: N_(
        "Văn bản nhắc đến {body}; từ ngày 1/7/2025 không còn cấp huyện, đề nghị kiểm tra lại."
    ),
    WarningCode.SENTENCE_REJOINED: N_("Câu bị ngắt giữa chừng (sang trang hoặc xuống dòng); đã nối lại."),
    WarningCode.CRITERIA_MISCOUNTED: N_("{where}: văn bản ghi {said} tiêu chí nhưng liệt kê {number}."),
    WarningCode.TASK_STANDS_TWICE: N_("Nhiệm vụ {task} trùng nội dung với nhiệm vụ {other}."),
    WarningCode.DUE_BEFORE_PLAN: N_("Nhiệm vụ {task}: thời hạn “{due}” trước ngày ban hành kế hoạch."),
    WarningCode.DUE_OUTSIDE_YEARS: N_("Nhiệm vụ {task}: thời hạn “{due}” nằm ngoài năm của kế hoạch."),
}
_PROPOSAL = N_("Đề xuất: {proposal}.")


def warning_message(_: "Translator", warning: Warning_) -> str:
    """The remark as one or two sentences in the translator's language."""
    message = _(_MESSAGES[warning.code], **warning.values)
    if warning.values.get("proposal"):
        return f"{message} {_(_PROPOSAL, proposal=warning.values['proposal'])}"
    return message
