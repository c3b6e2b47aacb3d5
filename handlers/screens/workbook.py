"""The plan's workbook in words: what it changes, what is wrong with its cells, what became of it."""

from collections.abc import Sequence

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.difference import capital_stop, in_short, paged
from handlers.screens.parts import shortened
from locales import N_, Translator
from plans.difference import Difference
from plans.workbook_cells import CellError, CellProblem
from storage.tables import Plan

_ERRORS_SHOWN = 15
_VALUE = 60

_PROBLEMS: dict[CellProblem, str] = {
    CellProblem.SHEET_MISSING: N_("sheet này đã bị xóa"),
    CellProblem.ROW_MISSING: N_("dòng «{key}» đã bị xóa; muốn bỏ, đề nghị chọn x ở cột Bỏ, không xóa dòng"),
    CellProblem.KEY_UNKNOWN: N_(
        "«{key}» không có trong kế hoạch; mã do chương trình ghi, để trống với dòng mới"
    ),
    CellProblem.KEY_TWICE: N_("mã «{key}» có ở hai dòng"),
    CellProblem.MISSING: N_("chưa ghi «{column}»"),
    CellProblem.TOO_LONG: N_("dài quá {most} ký tự"),
    CellProblem.ROLE_UNKNOWN: N_("không có chức danh «{name}» trong sheet Chức danh"),
    CellProblem.AREA_UNKNOWN: N_("không có lĩnh vực «{name}» trong sheet Lĩnh vực"),
    CellProblem.NAME_TWICE: N_(
        "tên «{name}» có ở hai dòng; nếu là một chức danh, đề nghị chọn ở cột Gộp vào"
    ),
    CellProblem.MERGED_INTO_ITSELF: N_("không thể gộp «{name}» vào chính chức danh đó"),
    CellProblem.SEVERAL_COORDINATORS: N_("chỉ một chức danh là đầu mối tổng hợp"),
    CellProblem.YES_OR_NO: N_("không hiểu «{value}»; đề nghị chọn trong danh sách hoặc để trống"),
    CellProblem.KIND_UNKNOWN: N_("không có loại hạn «{value}»; đề nghị chọn trong danh sách"),
    CellProblem.DUE_UNKNOWN: N_("không hiểu hạn «{value}»; ghi ngày (30/6/2026) hoặc như «Quý II/2026»"),
    CellProblem.DUE_WITHOUT_DAY: N_("loại hạn là ngày cụ thể nhưng chưa ghi ngày"),
    CellProblem.DUE_WITH_DAY: N_("loại hạn «{kind}» không đi với một ngày; đề nghị chọn «ngày cụ thể»"),
    CellProblem.NUMBER_UNKNOWN: N_("«{value}» không phải là số"),
    CellProblem.COMPARATOR_UNKNOWN: N_("không hiểu «{value}»; đề nghị chọn trong danh sách"),
    CellProblem.UPPER_NOT_ABOVE: N_("giá trị «Đến» phải lớn hơn «Giá trị»"),
    CellProblem.YEAR_UNKNOWN: N_("«{value}» không phải là năm"),
    CellProblem.DAY_UNKNOWN: N_("không hiểu ngày «{value}»; ghi như 30/6/2026"),
    CellProblem.DAYS_OUT_OF_ORDER: N_("ngày này phải bằng hoặc sau ngày ở cột trước"),
}


def file_name(plan: Plan) -> str:
    """What the workbook is called on the coordinator's computer."""
    years = str(plan.year_from) if plan.year_from == plan.year_to else f"{plan.year_from}-{plan.year_to}"
    return f"ke-hoach-{years}.xlsx"


def caption(_: Translator) -> str:
    return _(
        "Bảng nội dung kế hoạch. Đồng chí sửa trên máy tính rồi gửi lại tệp vào đây; "
        "trợ lý nêu những thay đổi để đồng chí đồng ý rồi mới áp dụng."
    )


def proposal(
    _: Translator,
    question_id: int,
    change: Difference,
    lines: list[str],
    page: int,
    *,
    stale: bool,
) -> Screen:
    """What the workbook changes; `stale`: it was made before the plan was last changed."""
    head = [_("📊 <b>Bảng Excel của kế hoạch</b>"), capital_stop(in_short(_, change))]
    if stale:
        head += [
            "",
            _(
                "⚠️ Kế hoạch đã thay đổi sau khi tải bảng này. Nếu vẫn lấy bảng, kế hoạch sẽ đổi theo "
                "bảng như dưới đây, kể cả những điểm vừa sửa trong chat."
            ),
        ]
    label = _("Vẫn lấy bảng này") if stale else _("Áp dụng")
    rows = (
        (
            Button(label, data("book-apply", question_id)),
            Button(_("Bỏ"), data("book-leave", question_id)),
        ),
    )
    return paged(head, lines, page, ("book-show", question_id), rows)


def unchanged(_: Translator, plan_id: int) -> Screen:
    return Screen(_("Bảng này không thay đổi gì so với kế hoạch hiện có."), (_to_plan(_, plan_id),))


def taken(_: Translator, plan_id: int, change: Difference) -> Screen:
    """A draft took the workbook."""
    lines = [_("✅ <b>Đã ghi bảng vào bản kế hoạch chờ duyệt.</b>"), capital_stop(in_short(_, change))]
    return Screen("\n".join(lines), (_to_plan(_, plan_id),))


def left(_: Translator, plan_id: int) -> Screen:
    return Screen(_("Đã bỏ bảng, kế hoạch giữ nguyên."), (_to_plan(_, plan_id),))


def wrong(_: Translator, errors: Sequence[CellError]) -> Screen:
    """The first of the wrong cells; the file that follows shows all of them."""
    lines = [
        _.n(
            "⚠️ Bảng có <b>{n} ô</b> chưa đúng nên chưa thay đổi gì:",
            "⚠️ Bảng có <b>{n} ô</b> chưa đúng nên chưa thay đổi gì:",
            len(errors),
        ),
        *(f"• {escape(error_line(_, error))}" for error in errors[:_ERRORS_SHOWN]),
    ]
    if len(errors) > _ERRORS_SHOWN:
        rest = len(errors) - _ERRORS_SHOWN
        lines.append(_.n("… và {n} ô khác, xem trong tệp.", "… và {n} ô khác, xem trong tệp.", rest))
    return Screen("\n".join(lines))


def marked_caption(_: Translator) -> str:
    return _("Các ô chưa đúng được tô màu, có ghi chú. Đề nghị sửa trong tệp này rồi gửi lại.")


def error_line(_: Translator, error: CellError) -> str:
    """ "Nhiệm vụ, ô D7: không có chức danh «…» trong sheet Chức danh"."""
    place = {"sheet": error.sheet.value, "cell": error.cell}
    return _("{sheet}, ô {cell}: {problem}", **place, problem=problem(_, error))


def problem(_: Translator, error: CellError) -> str:
    """What is wrong with the cell."""
    values = {name: shortened(value, _VALUE) for name, value in error.values.items()}
    return _(_PROBLEMS[error.problem], **values)


def _to_plan(_: Translator, plan_id: int) -> tuple[Button, ...]:
    return (Button(_("Xem kế hoạch"), data("plan", plan_id)),)
