"""Who is told what, now: merged, never twice, nothing to those who owe nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduler.periods import cchc_year, weekly
from scheduler.reminders import Decision, ReminderRow, Standing, decide, next_moment, snoozed
from scheduler.stages import Audience, Stage, plan_stages
from scheduler.workdays import Workdays

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WORKDAYS = Workdays()
Q1, WEEK = 1, 2
JUSTICE, FINANCE = 10, 20
LAN, MINH, HOA, CHAIR = 100, 200, 300, 400
FIRST_QUARTER = cchc_year(2022)[0]


def at(day: int, hour: int = 7, minute: int = 30) -> datetime:
    return datetime.combine(date(2022, 3, day), time(hour, minute), HANOI).astimezone(UTC)


def rows_of_both_periods() -> list[ReminderRow]:
    rows: list[ReminderRow] = []
    for period_id, period in ((Q1, FIRST_QUARTER), (WEEK, weekly(date(2022, 3, 15)))):
        for planned in plan_stages(period, WORKDAYS, HANOI):
            roles = (JUSTICE, FINANCE) if planned.audience is Audience.OFFICER else (None,)
            rows += [
                ReminderRow(
                    len(rows) + n,
                    period_id,
                    role_id,
                    planned.stage,
                    planned.audience,
                    planned.at,
                    planned.expires,
                )
                for n, role_id in enumerate(roles)
            ]
    return rows


ROWS = rows_of_both_periods()
QUARTER_ROWS = [row for row in ROWS if row.period_id == Q1]
STANDING = Standing(
    owed={(Q1, JUSTICE): 3, (Q1, FINANCE): 2},
    summaries_owed=frozenset({Q1}),
    closed=frozenset(),
    holders={JUSTICE: (LAN,), FINANCE: (MINH,)},
    coordinators=(HOA,),
    leaders=(CHAIR,),
)


def handled(decision: Decision) -> set[int]:
    return {row.row_id for row in (*decision.sent, *decision.superseded, *decision.unneeded)}


def tick(rows: list[ReminderRow], standing: Standing, now: datetime) -> Decision:
    return decide(rows, standing, now, WORKDAYS, HANOI)


def heard(decision: Decision) -> dict[int, list[Stage]]:
    return {message.officer_id: [item.stage for item in message.items] for message in decision.messages}


def run(
    rows: list[ReminderRow], standing: Standing, moments: list[datetime]
) -> tuple[set[int], list[tuple[datetime, int, list[Stage]]]]:
    """Tick at each moment as the pulse does: what is handled is not planned any more."""
    left, log = list(rows), []
    for now in moments:
        decision = tick(left, standing, now)
        log += [(now, officer_id, stages) for officer_id, stages in heard(decision).items()]
        done = handled(decision)
        left = [row for row in left if row.row_id not in done]
    return {row.row_id for row in rows} - {row.row_id for row in left}, log


def test_a_quarter_of_silence_is_told_to_each_at_the_named_times() -> None:
    hours = [at(1) + timedelta(minutes=30 * n) for n in range(48 * 30)]
    _, log = run(QUARTER_ROWS, STANDING, hours)
    assert [(now, stages) for now, officer_id, stages in log if officer_id == LAN] == [
        (at(9), [Stage.HEADS_UP]),
        (at(15), [Stage.OPENING]),
        (at(16), [Stage.LAST_DAY]),
        (at(17), [Stage.OVERDUE_1]),
        (at(18), [Stage.OVERDUE_2]),
        (at(21), [Stage.OVERDUE_3]),
        (at(22), [Stage.OVERDUE_4]),
        (at(23), [Stage.OVERDUE_5]),
    ]
    assert [(now, stages) for now, officer_id, stages in log if officer_id == HOA] == [
        (at(16, 15, 0), [Stage.SILENT_LIST]),
        (at(18), [Stage.SUMMARY_LAST_DAY]),
        (at(21), [Stage.SUMMARY_OVERDUE]),
        (at(24), [Stage.ESCALATION]),
    ]
    assert [(now, stages) for now, officer_id, stages in log if officer_id == CHAIR] == [
        (at(17), [Stage.OVERDUE_1]),
        (at(24), [Stage.ESCALATION]),
    ]


def test_a_role_that_owes_nothing_hears_nothing() -> None:
    standing = replace(STANDING, owed={(Q1, JUSTICE): 0, (Q1, FINANCE): 2})
    decision = tick(QUARTER_ROWS, standing, at(9))
    assert heard(decision) == {MINH: [Stage.HEADS_UP]}
    assert [(row.role_id, row.stage) for row in decision.unneeded] == [(JUSTICE, Stage.HEADS_UP)]


def test_an_answer_returned_after_one_reminder_is_chased_by_the_next() -> None:
    settled = replace(STANDING, owed={})
    done = handled(tick(QUARTER_ROWS, settled, at(15)))
    left = [row for row in QUARTER_ROWS if row.row_id not in done]
    returned = replace(STANDING, owed={(Q1, JUSTICE): 1})
    assert heard(tick(left, returned, at(16))) == {LAN: [Stage.LAST_DAY]}


def test_when_all_have_answered_neither_coordinator_nor_leader_hears_of_the_silent() -> None:
    settled = replace(STANDING, owed={}, summaries_owed=frozenset())
    decision = tick(QUARTER_ROWS, settled, at(25))
    assert decision.messages == ()
    assert handled(decision) == {row.row_id for row in QUARTER_ROWS}


def test_a_summary_still_owed_is_said_even_when_all_have_answered() -> None:
    assert heard(tick(QUARTER_ROWS, replace(STANDING, owed={}), at(18))) == {HOA: [Stage.SUMMARY_LAST_DAY]}


def test_a_closed_period_is_not_spoken_of() -> None:
    decision = tick(QUARTER_ROWS, replace(STANDING, closed=frozenset({Q1})), at(17))
    assert decision.messages == ()
    assert decision.superseded == ()
    assert {row.stage for row in decision.unneeded} >= {Stage.OVERDUE_1, Stage.SILENT_LIST}


def test_outside_hours_nothing_is_said_and_nothing_is_lost() -> None:
    for night in (at(16, 7, 29), at(16, 17, 0), at(19, 10), at(20, 10)):
        assert tick(QUARTER_ROWS, STANDING, night) == Decision()
    assert LAN in heard(tick(QUARTER_ROWS, STANDING, at(21)))


def test_an_officer_of_two_roles_gets_one_message_with_both_periods() -> None:
    standing = replace(
        STANDING,
        owed={(Q1, JUSTICE): 3, (Q1, FINANCE): 2, (WEEK, JUSTICE): 1},
        holders={JUSTICE: (LAN,), FINANCE: (LAN,)},
    )
    (message,) = [m for m in tick(ROWS, standing, at(16)).messages if m.officer_id == LAN]
    assert {(row.period_id, row.role_id, row.stage) for row in message.items} == {
        (Q1, JUSTICE, Stage.LAST_DAY),
        (Q1, FINANCE, Stage.LAST_DAY),
        (WEEK, JUSTICE, Stage.LAST_DAY),
    }


def test_the_acting_holder_is_told_too() -> None:
    standing = replace(STANDING, holders={JUSTICE: (LAN, MINH), FINANCE: ()})
    decision = tick(QUARTER_ROWS, standing, at(9))
    assert heard(decision) == {LAN: [Stage.HEADS_UP], MINH: [Stage.HEADS_UP]}
    assert len(decision.sent) == 1


def test_a_reminder_of_a_role_without_a_holder_waits_for_one() -> None:
    nobody = replace(STANDING, holders={FINANCE: (MINH,)})
    first = tick(QUARTER_ROWS, nobody, at(15))
    left = [row for row in QUARTER_ROWS if row.row_id not in handled(first)]
    assert heard(tick(left, STANDING, at(15, 10, 0))) == {LAN: [Stage.OPENING]}


def test_a_coordinator_who_also_answers_hears_both_in_one_message() -> None:
    standing = replace(STANDING, holders={JUSTICE: (HOA,)})
    (message,) = [m for m in tick(QUARTER_ROWS, standing, at(18)).messages if m.officer_id == HOA]
    assert [row.stage for row in message.of(Audience.OFFICER)] == [Stage.OVERDUE_2]
    assert [row.stage for row in message.of(Audience.COORDINATOR)] == [
        Stage.SUMMARY_LAST_DAY,
        Stage.SILENT_LIST,
    ]


def test_days_of_downtime_end_in_one_message_with_the_most_urgent_stage() -> None:
    decision = tick(QUARTER_ROWS, STANDING, at(17, 9, 0))
    assert heard(decision) == {
        LAN: [Stage.OVERDUE_1],
        MINH: [Stage.OVERDUE_1],
        HOA: [Stage.SILENT_LIST],
        CHAIR: [Stage.OVERDUE_1],
    }
    assert {row.stage for row in decision.superseded} == {Stage.HEADS_UP, Stage.OPENING, Stage.LAST_DAY}


def test_a_reminder_stuck_behind_a_later_one_is_never_sent_after_it() -> None:
    stuck = [row for row in QUARTER_ROWS if row.stage is Stage.OPENING]
    decision = tick(stuck, STANDING, at(16, 9, 0))
    assert decision.messages == ()
    assert list(decision.unneeded) == stuck


def test_a_plan_loaded_in_august_does_not_escalate_the_first_quarter() -> None:
    august = datetime(2022, 8, 1, 3, 0, tzinfo=UTC)
    decision = tick(QUARTER_ROWS, STANDING, august)
    assert decision.messages == ()
    assert handled(decision) == {row.row_id for row in QUARTER_ROWS}


def test_two_holders_who_both_snooze_both_hear_again_and_only_they() -> None:
    again = snoozed(plan_stages(FIRST_QUARTER, WORKDAYS, HANOI), at(15, 14, 0))
    assert (again.stage, again.expires) == (Stage.SNOOZED, at(16))
    mine = [
        ReminderRow(900 + n, Q1, JUSTICE, again.stage, again.audience, again.at, again.expires, officer)
        for n, officer in enumerate((LAN, MINH))
    ]
    standing = replace(STANDING, holders={JUSTICE: (LAN, MINH, HOA)})
    assert tick(mine, standing, at(15, 13, 59)) == Decision()
    assert heard(tick(mine, standing, at(15, 14, 0))) == {LAN: [Stage.SNOOZED], MINH: [Stage.SNOOZED]}


def test_of_one_officers_two_snoozes_only_the_later_is_sent() -> None:
    first = ReminderRow(901, Q1, JUSTICE, Stage.SNOOZED, Audience.OFFICER, at(15, 14, 0), at(16), LAN)
    second = replace(first, row_id=902, at=at(15, 16, 0))
    decision = tick([second, first], STANDING, at(15, 16, 0))
    assert [row.row_id for row in decision.sent] == [902]
    assert decision.superseded == (first,)


def test_of_two_stages_due_at_one_moment_the_more_urgent_is_sent_in_whatever_order_they_are_read() -> None:
    for rows in (QUARTER_ROWS, QUARTER_ROWS[::-1]):
        assert heard(tick(rows, replace(STANDING, owed={}), at(18))) == {HOA: [Stage.SUMMARY_LAST_DAY]}


def test_a_snoozed_reminder_gives_way_to_the_next_stage_of_that_morning() -> None:
    again = snoozed(plan_stages(FIRST_QUARTER, WORKDAYS, HANOI), at(16))
    mine = ReminderRow(900, Q1, JUSTICE, again.stage, again.audience, again.at, again.expires, LAN)
    assert heard(tick([mine, *QUARTER_ROWS], STANDING, at(16)))[LAN] == [Stage.LAST_DAY]


def test_a_snoozed_reminder_of_someone_who_gave_the_role_up_is_not_sent() -> None:
    again = snoozed(plan_stages(FIRST_QUARTER, WORKDAYS, HANOI), at(15, 14, 0))
    mine = ReminderRow(900, Q1, JUSTICE, again.stage, again.audience, again.at, again.expires, HOA)
    assert tick([mine], STANDING, at(15, 14, 0)).messages == ()


def test_the_clock_can_be_moved_to_the_next_reminder_until_none_is_left() -> None:
    planned = plan_stages(FIRST_QUARTER, WORKDAYS, HANOI)
    assert next_moment(planned, at(1)) == at(9)
    assert next_moment(planned, at(9)) == at(15)
    assert next_moment(QUARTER_ROWS, at(23)) == at(24)
    assert next_moment(planned, at(24)) is None


standings = st.builds(
    Standing,
    owed=st.dictionaries(
        st.tuples(st.sampled_from([Q1, WEEK]), st.sampled_from([JUSTICE, FINANCE])), st.integers(0, 3)
    ),
    summaries_owed=st.frozensets(st.sampled_from([Q1, WEEK])),
    closed=st.frozensets(st.sampled_from([Q1, WEEK])),
    holders=st.fixed_dictionaries(
        {role: st.sampled_from([(LAN,), (MINH,), (LAN, MINH)]) for role in (JUSTICE, FINANCE)}
    ),
    coordinators=st.just((HOA,)),
    leaders=st.just((CHAIR,)),
)


@given(standings, st.integers(1, 30), st.integers(8, 16), st.integers(1, 48))
def test_step_by_step_or_in_one_jump_the_same_rows_are_handled_with_no_more_messages(
    standing: Standing, day: int, hour: int, step_hours: int
) -> None:
    arrival = at(day, hour, 0)
    steps = [at(1) + timedelta(hours=step_hours * n) for n in range(31 * 24 // step_hours)]
    stepwise, told = run(ROWS, standing, [*(step for step in steps if step < arrival), arrival])
    at_once, told_at_once = run(ROWS, standing, [arrival])
    if WORKDAYS.is_workday(arrival.astimezone(HANOI).date()):
        assert stepwise == at_once
    else:
        assert at_once == set()
    assert len(told_at_once) <= len({officer_id for _, officer_id, _ in told})


@given(standings, st.lists(st.integers(0, 31 * 48), min_size=1, max_size=40))
def test_no_one_is_told_outside_hours_twice_at_once_or_a_milder_stage_after_an_urgent_one(
    standing: Standing, half_hours: list[int]
) -> None:
    moments = [at(1, 0, 0) + timedelta(minutes=30 * n) for n in sorted(half_hours)]
    left, last_told = list(ROWS), dict[tuple[int, int, int | None, Audience, bool], int]()
    for now in moments:
        decision = tick(left, standing, now)
        people = [message.officer_id for message in decision.messages]
        assert len(people) == len(set(people))
        for message in decision.messages:
            local = now.astimezone(HANOI)
            assert WORKDAYS.is_workday(local.date())
            assert time(7, 30) <= local.time() < time(17)
            for row in message.items:
                subject = (
                    message.officer_id,
                    row.period_id,
                    row.role_id,
                    row.audience,
                    row.stage.about_summary,
                )
                assert row.stage.urgency > last_told.get(subject, -1)
                assert row.at <= now < row.expires
                last_told[subject] = row.stage.urgency
        done = handled(decision)
        left = [row for row in left if row.row_id not in done]
