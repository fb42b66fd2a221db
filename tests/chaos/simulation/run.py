"""One run of a plan: visitors and faults together, then everything whole, then the invariants."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.chaos.simulation.caretaker import Caretaker
from tests.chaos.simulation.disk import SmallDisk
from tests.chaos.simulation.faults import Faults, Scene
from tests.chaos.simulation.invariants import (
    check_export,
    check_ledger,
    check_log_files,
    check_reserved,
    check_totals,
)
from tests.chaos.simulation.plan import Plan
from tests.chaos.simulation.visitors import Visitors
from tests.chaos.simulation.witness import Witness
from tests.live_readers import share
from tests.live_server import LiveServer
from tests.postgres import Postgres
from tests.server.tiny_server import make_environment

DISK_BYTES = {"sqlite": 64 * 1024 * 1024, "postgresql": 512 * 1024 * 1024}
SERVER = "tests.chaos.simulation.skewed_server"
NO_WAIT = str(3_600_000)  # The tapper plays in no time, and clocks are wrong.
SETTLE_CHECKS = 60  # So often totals may be late at other processes, on a machine that is busy.
SETTLE_WAIT_S = 0.5


async def simulate(folder: Path, plan: Plan) -> Witness:
    """Run a plan and return what was seen; `wrong` must be empty."""
    with Caretaker(folder):
        return await _simulate(folder, plan)


async def _simulate(folder: Path, plan: Plan) -> Witness:
    disk = SmallDisk(folder / "disk", DISK_BYTES[plan.database])
    postgres = None
    try:
        settings: dict[str, str] = {}
        if plan.database == "postgresql":
            postgres = Postgres(is_durable=True, parent=disk.folder)
            settings["DATABASE_URL"] = postgres.new_database()
            home = folder / "server"
        else:
            home = disk.folder / "server"
        return await _run(home, folder / "skew", plan, disk, postgres, settings)
    finally:
        disk.empty()
        if postgres is not None:
            postgres.remove()
        disk.remove()


async def _run(
    home: Path,
    skew: Path,
    plan: Plan,
    disk: SmallDisk,
    postgres: Postgres | None,
    settings: dict[str, str],
) -> Witness:
    environment = {
        **make_environment(home, plan.pledged_fen),
        "EARLY_TOLERANCE_MS": NO_WAIT,
        "CHAOS_SKEW": str(skew),
        "REPLAY_WORKERS": "1",
        **settings,
    }
    first = LiveServer(home / "data", environment, module=SERVER)
    servers = [first, *(first.twin() for _ in range(plan.processes - 1))]
    url = settings.get("DATABASE_URL") or f"sqlite:///{first.data_folder / 'ledger.sqlite3'}"
    witness = Witness()
    scene = Scene(servers, disk, skew, url, postgres)
    scene.set_skew(0)
    try:
        for server in servers:
            await asyncio.to_thread(server.start)
        await _play_and_strike(plan, witness, scene)
        witness.wrong += await settled(lambda: check_totals(witness, servers))
        for server in servers:
            witness.wrong += await check_export(witness, server, skew.parent)
        for server in servers:
            await asyncio.to_thread(server.stop)
    finally:
        for server in servers:
            if server.process is not None and server.process.poll() is None:
                server.kill()
    witness.wrong += check_ledger(witness, url)
    witness.wrong += check_log_files(servers)
    if "skew" not in plan.faults:
        witness.wrong += check_reserved(witness)
    return witness


async def settled(check: Callable[[], Awaitable[list[str]]]) -> list[str]:
    """Return what a check finds once it finds nothing, or when it has had its time."""
    wrong = await check()
    for _ in range(SETTLE_CHECKS):
        if not wrong:
            break
        await asyncio.sleep(SETTLE_WAIT_S)
        wrong = await check()
    return wrong


async def _play_and_strike(plan: Plan, witness: Witness, scene: Scene) -> None:
    """Let visitors play while faults strike; then deliver everything once more."""
    visitors = Visitors(witness, scene.servers)
    faults = Faults(scene, plan.rng("faults"), plan.faults)
    ended = asyncio.Event()

    def note(name: str) -> None:
        witness.faults[name] += 1

    async def visit_all() -> None:
        try:
            async with asyncio.TaskGroup() as visits:
                for number in range(plan.visitors):
                    plays = share(plan.plays, plan.visitors, number)
                    visits.create_task(visitors.visit(plan.rng(f"visitor {number}"), plays))
        finally:
            ended.set()

    try:
        async with asyncio.TaskGroup() as both:  # A fault that cannot be mended ends the visits.
            both.create_task(faults.strike_until(ended, note))
            both.create_task(visit_all())
        await visitors.ask_all_again()
    finally:
        await visitors.close()
