"""From the gathered rows to the finished content of the report. Pure."""

from reports.annexes import discipline, progress, statistics, target_rows
from reports.content import Foot, Head, ReportContent
from reports.data import PeriodData, UnitData
from reports.ledger import ledger_of
from reports.narrative import direction_and_results
from reports.summary import assessment, outlook, proposals
from reports.wording import clause, day, full_date, long_body, plain


def compute(data: PeriodData) -> ReportContent:
    """The whole report of one period."""
    ledger = ledger_of(data)
    told, gaps = direction_and_results(ledger)
    body = long_body(data.unit.name)
    subject = f"công tác cải cách hành chính {data.period.name}"
    return ReportContent(
        period_code=data.period.code,
        head=_head(data),
        title=f"Kết quả {subject}",
        window=(data.period.start, data.period.end),
        opening=(
            f"{_basis(data, body)}, {body} báo cáo kết quả {subject} (số liệu từ ngày "
            f"{day(data.period.start)} đến hết ngày {day(data.period.end)}) như sau:"
        ),
        chapters=(*told, assessment(ledger), outlook(ledger), proposals(ledger)),
        closing=f"Trên đây là báo cáo kết quả {subject} của {body}./.",
        foot=_foot(data.unit),
        annex_note=f"(Kèm theo Báo cáo số …/BC-UBND {_dated(data)} của {body})",
        statistics=statistics(ledger),
        targets=target_rows(ledger),
        progress=progress(ledger),
        discipline=discipline(ledger),
        gaps=gaps,
        made_at=data.compiled_at,
    )


def _basis(data: PeriodData, body: str) -> str:
    plan = data.plan
    if not plan.number:
        return f"Thực hiện Kế hoạch cải cách hành chính năm {plan.year} của {body}"
    issued = f" ngày {day(plan.issued_on)}" if plan.issued_on else ""
    return f"Thực hiện Kế hoạch số {plain(plan.number)}{issued} về cải cách hành chính năm {plan.year}"


def _head(data: PeriodData) -> Head:
    unit = data.unit
    name = long_body(unit.name).upper()
    council = "ỦY BAN NHÂN DÂN"
    body = (council, name.removeprefix(council).strip()) if name.startswith(council) else (name, "")
    dated = _dated(data)
    return Head(
        superior=plain(unit.superior).upper(),
        body=body,
        number="Số: …/BC-UBND",
        place_and_date=f"{plain(unit.place)}, {dated}" if plain(unit.place) else dated,
    )


def _dated(data: PeriodData) -> str:
    return full_date(data.dated) if data.dated else f"ngày … tháng … năm {data.compiled_at.year}"


def _foot(unit: UnitData) -> Foot:
    recipients = [line for line in map(clause, unit.recipients) if line]
    archive = [line for line in recipients if line.startswith("Lưu")] or ["Lưu: VT"]
    lines = [*(line for line in recipients if line not in archive), *archive[:1]]
    title = plain(unit.signer_title).upper()
    # A deputy signs for the chairman, in the name of the collective (NĐ 30/2020, Phụ lục I, phần II).
    signature = ("TM. ỦY BAN NHÂN DÂN", *(("KT. CHỦ TỊCH",) if title.startswith("PHÓ") else ()), title)
    printed = (*(f"- {line};" for line in lines[:-1]), f"- {lines[-1]}.")
    return Foot(printed, signature, plain(unit.signer_name))
