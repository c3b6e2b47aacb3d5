"""A plan's document follows when roles are renamed or become one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from locales.text import fold
from plans.model import AreaDraft, PlanDocument, RoleDraft, TaskDraft, area_lead
from plans.role_changes import as_one_role

NAMES = ("Tư pháp – Hộ tịch", "Tài chính – Kế toán", "Văn hóa – Thông tin", "Văn phòng")
AREAS = tuple(AreaDraft(str(n), f"Lĩnh vực {n}") for n in range(1, 5))


@st.composite
def documents(draw: st.DrawFn) -> PlanDocument:
    names = st.sampled_from(NAMES)
    codes = st.lists(st.sampled_from([a.code for a in AREAS]), unique=True)
    roles = tuple(
        RoleDraft(name, leads=tuple(draw(codes)), supports=tuple(draw(codes)), aliases=(f"Bộ phận {name}",))
        for name in NAMES
    )
    tasks = tuple(
        TaskDraft(
            code=f"{n}.a",
            area=str(n),
            text="Việc",
            lead=draw(st.none() | names),
            supports=tuple(draw(st.lists(names, unique=True))),
        )
        for n in range(1, 5)
    )
    return PlanDocument("Kế hoạch", areas=AREAS, roles=roles, tasks=tasks)


@given(documents(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_becoming_one_loses_no_task_no_area_and_no_name(document: PlanDocument, one: str, other: str) -> None:
    merged = as_one_role(document, {fold(one), fold(other)}, other)
    both = {one, other}
    (role,) = [role for role in merged.roles if role.name in both]
    assert role.name == other
    assert {*role.aliases, role.name} == {
        spelling for r in document.roles if r.name in both for spelling in (r.name, *r.aliases)
    }
    assert set(role.leads) == {code for r in document.roles if r.name in both for code in r.leads}
    for before, after in zip(document.tasks, merged.tasks, strict=True):
        assert after.lead == (other if before.lead in both else before.lead)
        wanted = {other if name in both else name for name in before.supports} - {after.lead}
        assert set(after.supports) == wanted
        assert len(after.supports) == len(wanted)
        assert replace(after, lead=before.lead, supports=before.supports) == before
    assert [r for r in merged.roles if r.name not in both] == [
        r for r in document.roles if r.name not in both
    ]


def test_an_area_that_both_led_has_one_lead_now() -> None:
    roles = (RoleDraft(NAMES[0], leads=("1",)), RoleDraft(NAMES[1], leads=("1", "2")))
    document = PlanDocument("Kế hoạch", areas=AREAS, roles=roles)
    assert area_lead(document, "1") is None
    assert area_lead(as_one_role(document, {fold(name) for name in NAMES[:2]}, NAMES[1]), "1") == NAMES[1]


def test_a_document_that_does_not_name_the_role_stays() -> None:
    document = PlanDocument("Kế hoạch", roles=(RoleDraft(NAMES[0]),))
    assert as_one_role(document, {fold(NAMES[1])}, "Phòng Kinh tế") is document
