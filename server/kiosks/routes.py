"""The kiosks' part of the table of addresses."""

from http import HTTPStatus

from server.kiosks import kiosk_desk, sync
from server.kiosks.desk_bodies import (
    CredentialAnswer,
    KioskRequest,
    KiosksAnswer,
    KioskTerms,
    RevokeRequest,
)
from server.kiosks.messages import PATH
from server.operator.bodies import DoneAnswer
from server.operator.guard import for_operators, for_viewers
from server.operator.routes import CHANGE_ERRORS, READ_ERRORS
from server.route import Route

KIOSK_DESK_ROUTES = (
    Route(
        "GET",
        PATH,
        sync.sync_kiosk,
        "WebSocket for kiosks: plays credited offline go in, campaign and totals come out",
        status=HTTPStatus.SWITCHING_PROTOCOLS,
        errors={
            HTTPStatus.UNAUTHORIZED: "There is no such credential.",
            HTTPStatus.FORBIDDEN: "The credential's time is over.",
            HTTPStatus.UPGRADE_REQUIRED: "This is no WebSocket's request.",
            HTTPStatus.SERVICE_UNAVAILABLE: "As many kiosks are connected as may be.",
        },
    ),
    Route(
        "GET",
        "/api/operator/kiosks",
        for_viewers(kiosk_desk.get_kiosks),
        "Every kiosk, what it may credit offline, and what of it was refused",
        answer=KiosksAnswer,
        errors=READ_ERRORS,
    ),
    Route(
        "POST",
        "/api/operator/kiosks",
        for_operators(kiosk_desk.post_kiosk),
        "Add a kiosk; its credential is in the answer, once",
        status=HTTPStatus.CREATED,
        request=KioskRequest,
        answer=CredentialAnswer,
        errors=CHANGE_ERRORS,
    ),
    Route(
        "POST",
        "/api/operator/kiosks/{kiosk}/credential",
        for_operators(kiosk_desk.post_kiosk_credential),
        "Renew a kiosk: another credential, more time, more plays",
        status=HTTPStatus.CREATED,
        request=KioskTerms,
        answer=CredentialAnswer,
        errors=CHANGE_ERRORS,
    ),
    Route(
        "POST",
        "/api/operator/kiosks/{kiosk}/revocation",
        for_operators(kiosk_desk.post_kiosk_revocation),
        "Let a kiosk in no more, and give back what it has not used",
        request=RevokeRequest,
        answer=DoneAnswer,
        errors=CHANGE_ERRORS,
    ),
)
