"""How a task stands just now; visitors are told before they play."""

from server.campaign import Campaign, Task
from server.clock import ms_of_iso
from server.ledger.records import Totals
from server.task_state import TaskState


def state_of(campaign: Campaign, task: Task, totals: Totals, now_ms: int) -> TaskState:
    """Return how a task of this campaign stands."""
    if campaign.closes_at is not None and now_ms >= ms_of_iso(campaign.closes_at):
        return TaskState.OVER
    if campaign.opens_at is not None and now_ms < ms_of_iso(campaign.opens_at):
        return TaskState.NOT_YET
    if campaign.is_paused or task.is_paused:
        return TaskState.PAUSED
    if totals.pledged_fen == 0:
        return TaskState.NOT_PLEDGED
    if totals.released_fen + task.fen_per_play > totals.pledged_fen:
        return TaskState.FULLY_FUNDED
    return TaskState.OPEN
