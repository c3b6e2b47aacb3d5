"""Figures in words: what is asked, what was understood, what is doubted."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, period_name, shortened
from handlers.understand import Ambiguous, NumberTrouble, Parts, Percent, Value
from locales import Translator
from scheduler.ledger import Ledger, period_plan, stands
from scheduler.periods import Window
from storage.figures import Reported
from storage.tables import Comparator, Figure, Indicator, Period, Role, Target

_FIGURES_ON_PAGE = 20


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure to give: for which slice, and what stands beside it."""

    period: Period
    slice: Window
    indicator: Indicator
    role: Role
    current: Figure | None
    earlier: Figure | None
    target: Target | None
    left: int
    on_behalf: bool


def amount(_: Translator, indicator: Indicator, reported: Reported | Figure) -> str:
    """A figure as it is written: "120/125 hồ sơ (96%)", "1.234.567 đồng", "không phát sinh"."""
    if reported.nothing_to_report:
        return _("không phát sinh")
    unit = escape(indicator.measure)
    if reported.numerator is not None and reported.denominator is not None:
        parts = f"{_.number(reported.numerator)}/{_.number(reported.denominator)} {unit}"
        if reported.denominator == 0:
            return parts
        share = (reported.numerator * 100 / reported.denominator).quantize(Decimal("0.1"))
        return f"{parts} ({_.percent(share)})"
    if reported.value is None:
        return "–"
    if indicator.value_type == "percent":
        return _.percent(reported.value)
    return f"{_.number(reported.value)} {unit}"


def example(indicator: Indicator) -> str:
    """How a figure of this kind is typed."""
    return {"ratio": "120/125", "percent": "95,5%", "money": "1.234.567 đồng"}.get(indicator.value_type, "12")


def card(_: Translator, shown: FigureCard) -> Screen:
    indicator = shown.indicator
    lines = [
        _("🔢 <b>{code}</b> {name}", code=escape(indicator.code), name=escape(indicator.name)),
        _(
            "Từ {first} đến {last} · {period}",
            first=_.date(shown.slice.first),
            last=_.date(shown.slice.last),
            period=period_name(_, period_plan(shown.period)),
        ),
    ]
    if shown.on_behalf:
        lines.append(_("✍️ Nhập thay: {role}", role=called(shown.role.name)))
    if shown.current is not None and shown.current.return_reason:
        lines.append(_("↩️ Trả lại: {reason}", reason=escape(shortened(shown.current.return_reason, 500))))
    if shown.current is not None:
        lines.append(_("Đã ghi: <b>{amount}</b>", amount=amount(_, indicator, shown.current)))
    if shown.earlier is not None:
        lines.append(_("Kỳ trước: {amount}", amount=amount(_, indicator, shown.earlier)))
    if shown.target is not None:
        lines.append(_("Chỉ tiêu: {target}", target=target_words(_, shown.target)))
    lines += ["", _("Đề nghị gõ số, ví dụ: <code>{example}</code>", example=example(indicator))]
    key = (shown.period.id, indicator.id)
    rows: list[tuple[Button, ...]] = [(Button(_("➖ Không phát sinh"), data("figure-nothing", *key)),)]
    if shown.earlier is not None and not shown.earlier.nothing_to_report:
        rows.append((Button(_("Như kỳ trước"), data("figure-same", *key)),))
    if shown.left > 1:
        rows.append((Button(_("Để sau, sang số khác ›"), data("figure-skip", *key)),))
    return Screen("\n".join(lines), tuple(rows))


def target_words(_: Translator, target: Target) -> str:
    """ "≥ 95%", "từ 95% đến 100%"."""

    def written(value: Decimal) -> str:
        return _.percent(value) if target.measure == "%" else f"{_.number(value)} {escape(target.measure)}"

    if target.comparator is Comparator.RANGE and target.upper is not None:
        return _("từ {low} đến {high}", low=written(target.value), high=written(target.upper))
    sign = {Comparator.AT_LEAST: "≥ ", Comparator.AT_MOST: "≤ "}.get(target.comparator, "")
    return f"{sign}{written(target.value)}"


def saved(_: Translator, period: Period, indicator: Indicator, figure: Figure, left: int) -> Screen:
    lines = [
        _(
            "✅ Đã ghi <b>{code}</b> {name}: <b>{amount}</b>",
            code=escape(indicator.code),
            name=escape(indicator.name),
            amount=amount(_, indicator, figure),
        )
    ]
    if figure.late:
        lines.append(_("⏰ Gửi sau hạn, đã ghi là muộn."))
    rows: list[tuple[Button, ...]] = [(Button(_("✏️ Sửa"), data("figure", period.id, indicator.id)),)]
    if not left:
        lines.append(_("Đồng chí đã nhập đủ số liệu của kỳ này."))
        rows.append((Button(_("‹ Danh sách"), data("report", period.id)),))
    return Screen("\n".join(lines), tuple(rows))


def figures(_: Translator, ledger: Ledger, indicators: Sequence[Indicator], page: int = 0) -> Screen:
    """All figures of the sender with their values, to look through and mend."""
    lines = [_("<b>Số liệu của tôi</b> · {period}", period=period_name(_, period_plan(ledger.period))), ""]
    told = []
    for indicator in indicators:
        figure = ledger.figures.get(indicator.id)
        value = f": <b>{amount(_, indicator, figure)}</b>" if figure else ""
        sign = "✅" if stands(figure) else "▫️"
        told.append(f"{sign} <b>{escape(indicator.code)}</b> {escape(shortened(indicator.name, 80))}{value}")
    shown, page, count = page_of(told, _FIGURES_ON_PAGE, page)
    lines += [told[i] for i in shown]
    if not indicators:
        lines.append(_("Đồng chí không phụ trách số liệu nào."))
    buttons = [Button(indicators[i].code, data("figure", ledger.period.id, indicators[i].id)) for i in shown]
    rows = [tuple(buttons[i : i + 4]) for i in range(0, len(buttons), 4)]
    rows += turning("figures-all", ledger.period.id, page=page, count=count)
    return Screen("\n".join(lines), tuple(rows))


def doubtful(_: Translator, indicator: Indicator, meaning: Ambiguous, question_id: int) -> Screen:
    """Several readings: the officer says which; nothing is stored before."""
    rows = tuple(
        (Button(reading(_, indicator, candidate), data("figure-pick", question_id, index)),)
        for index, candidate in enumerate(meaning.candidates)
    )
    return Screen(
        _(
            "Số <code>{text}</code> có thể hiểu nhiều cách. Đề nghị đồng chí chọn, hoặc gõ lại:",
            text=escape(meaning.text[:100]),
        ),
        rows,
    )


def reading(_: Translator, indicator: Indicator, figure: Value | Percent | Parts) -> str:
    """One reading of a figure, written out so that it cannot be misread."""
    match figure:
        case Parts(numerator=numerator, denominator=denominator):
            return f"{_.number(numerator)}/{_.number(denominator)}"
        case Percent(amount=value):
            return _.percent(value)
        case Value(amount=value):
            return f"{_.number(value)} {indicator.measure}"


def part_over_whole(_: Translator, indicator: Indicator, parts: Parts) -> Screen:
    return Screen(
        _(
            "⚠️ {numerator} lớn hơn {denominator}: số đạt được không thể lớn hơn tổng số. Chưa "
            "ghi, đề nghị gõ lại <b>{code}</b>, ví dụ: <code>{example}</code>",
            numerator=_.number(parts.numerator),
            denominator=_.number(parts.denominator),
            code=escape(indicator.code),
            example=example(indicator),
        )
    )


def stated_differs(_: Translator, parts: Parts, computed: Decimal) -> Screen:
    return Screen(
        _(
            "⚠️ {numerator}/{denominator} = {computed}, không phải {stated}. Chưa ghi, đề nghị gõ lại số đúng.",
            numerator=_.number(parts.numerator),
            denominator=_.number(parts.denominator),
            computed=_.percent(computed),
            stated=_.percent(parts.stated or Decimal(0)),
        )
    )


def parts_wanted(_: Translator, indicator: Indicator) -> Screen:
    return Screen(
        _(
            "Số liệu <b>{code}</b> cần cả phần và tổng để cộng được số 6 tháng và cả năm. "
            "Chưa ghi, đề nghị gõ: <code>{example}</code>",
            code=escape(indicator.code),
            example=example(indicator),
        )
    )


def over_hundred(_: Translator, value: Decimal) -> Screen:
    return Screen(_("⚠️ {value} vượt 100%. Chưa ghi, đề nghị gõ lại.", value=_.percent(value)))


def whole_wanted(_: Translator, indicator: Indicator, value: Decimal) -> Screen:
    return Screen(
        _(
            "⚠️ {value} không phải số nguyên, mà đơn vị là {measure}. Chưa ghi, đề nghị gõ lại.",
            value=_.number(value),
            measure=escape(indicator.measure),
        )
    )


def not_a_number(_: Translator, trouble: NumberTrouble) -> Screen:
    if trouble is NumberTrouble.NEGATIVE:
        return Screen(_("⚠️ Số liệu không thể âm. Chưa ghi, đề nghị gõ lại."))
    if trouble is NumberTrouble.TOO_LONG:
        return Screen(_("⚠️ Số này quá dài. Chưa ghi, đề nghị kiểm tra và gõ lại."))
    return Screen(_("⚠️ Không đọc được số này. Chưa ghi, đề nghị gõ lại bằng chữ số thường."))


def not_understood(_: Translator, indicator: Indicator) -> Screen:
    return Screen(
        _(
            "Chưa thấy số nào trong câu này. Số liệu <b>{code}</b> {name}: đề nghị gõ, ví dụ "
            "<code>{example}</code>, hoặc <code>không phát sinh</code>. Để sau: /huy",
            code=escape(indicator.code),
            name=escape(indicator.name),
            example=example(indicator),
        )
    )


def no_earlier(_: Translator) -> Screen:
    return Screen(_("Kỳ trước không có số liệu này. Đề nghị gõ số."))


def all_given(_: Translator, period: Period) -> Screen:
    return Screen(
        _("✅ Số liệu {period} đã đủ. Xem hoặc sửa:", period=period_name(_, period_plan(period))),
        ((Button(_("Xem số liệu"), data("figures-all", period.id)),),),
    )
