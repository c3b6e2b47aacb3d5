"""The report as a Word file, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I (FORMS §1)."""

from reports.content import ReportContent


def render(content: ReportContent) -> bytes:
    """The .docx file; the same content always gives the same bytes."""
    # python-docx and lxml are only loaded by who really compiles a report.
    from reports.word.document import build

    return build(content)
