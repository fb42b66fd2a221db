"""What a kiosk is told: its allotment, the campaign that runs, and the totals."""

from server.clock import iso_utc
from server.kiosks.allotments import list_allotted
from server.kiosks.credentials import find_kiosk
from server.kiosks.messages import Allotment, News
from server.languages import LANGUAGES
from server.schemas import TotalsAnswer
from server.services import Services


async def make_news(services: Services, name: str) -> News | None:
    """Return what a kiosk should know now; None: there is no such kiosk any more."""
    kiosk, allotted = await services.ledger.read(
        lambda connection: (find_kiosk(connection, name), list_allotted(connection, name))
    )
    if kiosk is None:
        return None
    campaign = services.campaigns.current()
    return News(
        kiosk=name,
        plays_until=iso_utc(kiosk.plays_until_ms),
        plays_per_day=kiosk.plays_per_day,
        allotments=[
            Allotment(task=one.key.task, allotted_fen=one.allotted_fen, used_fen=one.used_fen)
            for one in allotted
            if one.key.campaign == campaign.id
        ],
        releases={
            effect: published.hash for effect, published in services.releases.current.items()
        },
        campaign=campaign,
        totals=TotalsAnswer.model_validate_json(services.live.text(LANGUAGES[0])),
    )
