"""What is counted because a plan has an area for it, and which role is asked for it.

The catalogue lies in reports/, which this room does not know: it arrives here as plain data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from plans.load_roles import role_id
from storage.tables import Indicator, Role


@dataclass(frozen=True, slots=True)
class IndicatorSeed:
    """Something to be counted because the plan has its area; `lead` is the plan's name of the role asked."""

    code: str
    name: str
    measure: str
    area_key: str
    combine: str
    value_type: str
    position: int
    lead: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the catalogue knows of a plan: its indicators, and for each target the one that measures it."""

    indicators: tuple[IndicatorSeed, ...] = ()
    target_codes: tuple[str | None, ...] = ()


async def seed_indicators(
    session: AsyncSession, unit_id: int, seeds: Sequence[IndicatorSeed], roles: dict[str, Role]
) -> None:
    """What is counted from now on; an indicator already there stays, and gets a role if it had none."""
    known = await _known(session, unit_id)
    for seed in seeds:
        asked = role_id(roles, seed.lead)
        row = known.get(seed.code)
        if row is None:
            row = Indicator(
                unit_id=unit_id,
                code=seed.code,
                name=seed.name,
                measure=seed.measure,
                area_key=seed.area_key,
                combine=seed.combine,
                value_type=seed.value_type,
                role_id=asked,
                position=seed.position,
            )
        elif row.role_id is None:
            row.role_id = asked
        session.add(row)
    await session.flush()


async def _known(session: AsyncSession, unit_id: int) -> dict[str, Indicator]:
    query = select(Indicator).where(Indicator.unit_id == unit_id).order_by(col(Indicator.position))
    return {row.code: row for row in await session.exec(query)}


async def move_indicators(
    session: AsyncSession, unit_id: int, before: Counted, after: Counted, roles: dict[str, Role]
) -> None:
    """Figures go with their area; those that somebody gave to another role stay there."""
    known = await _known(session, unit_id)
    former = {seed.code: seed.lead for seed in before.indicators}
    for seed in after.indicators:
        row = known.get(seed.code)
        if row is not None and row.role_id == role_id(roles, former.get(seed.code)):
            row.role_id = role_id(roles, seed.lead)
            session.add(row)
