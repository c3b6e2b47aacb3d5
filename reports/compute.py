"""From the gathered rows to the finished content of the report. Pure."""

from reports.content import ReportContent
from reports.data import PeriodData


def compute(data: PeriodData) -> ReportContent:
    """The whole report of one period."""
    raise NotImplementedError
