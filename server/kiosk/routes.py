"""The kiosk's own addresses."""

from http import HTTPStatus

from server import static_files
from server.kiosk import handover_desk, host_desk, page_desk, phone_page
from server.kiosk.bodies import (
    HandoverAnswer,
    HandoverRequest,
    HeartbeatAnswer,
    HeartbeatRequest,
    HostAnswer,
    HostCodeRequest,
    HostOrderRequest,
    HostSessionAnswer,
    KioskStateAnswer,
    VisitEndAnswer,
)
from server.kiosk.device import at_kiosk, for_device, for_host
from server.route import BODY_ERRORS, Route

NO_KIOSK = {HTTPStatus.NOT_FOUND: "The server is no kiosk, or there is no such thing there."}
DEVICE = {**NO_KIOSK, HTTPStatus.FORBIDDEN: "Not the kiosk's own browser, or another site's page."}
HOST = {
    **NO_KIOSK,
    HTTPStatus.UNAUTHORIZED: "No session of the host.",
    HTTPStatus.FORBIDDEN: "Another site's page asks.",
}
FULL = {HTTPStatus.SERVICE_UNAVAILABLE: "As many pictures wait as fit into memory."}

KIOSK_ROUTES = (
    Route(
        "GET",
        "/api/kiosk/state",
        page_desk.get_state,
        "Whether this server is a kiosk, and what its page has to know",
        answer=KioskStateAnswer,
    ),
    Route(
        "POST",
        "/api/kiosk/heartbeat",
        for_device(page_desk.take_heartbeat),
        "The kiosk's page tells how it is, and hears what the host wants",
        request=HeartbeatRequest,
        answer=HeartbeatAnswer,
        errors={**BODY_ERRORS, **DEVICE},
    ),
    Route(
        "POST",
        "/api/kiosk/visits/end",
        for_device(page_desk.end_visit),
        "End a visit: the participant's cookie is taken back",
        answer=VisitEndAnswer,
        errors=DEVICE,
    ),
    Route(
        "POST",
        "/api/kiosk/handovers",
        for_device(handover_desk.open_handover),
        "Make a place, of a few minutes, for what a visitor takes along",
        status=HTTPStatus.CREATED,
        request=HandoverRequest,
        answer=HandoverAnswer,
        errors={**BODY_ERRORS, **DEVICE, **FULL},
    ),
    Route(
        "PUT",
        "/api/kiosk/handovers/{token}/{piece}",
        for_device(handover_desk.put_piece),
        "Put a picture or video there: PNG, JPEG, MP4 or WebM, as it is",
        answer=HandoverAnswer,
        errors={
            **DEVICE,
            **FULL,
            HTTPStatus.REQUEST_TIMEOUT: "It did not arrive in time.",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "It is too large.",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "It is no picture or video of these types.",
        },
    ),
    Route(
        "GET",
        "/api/kiosk/handovers/{token}",
        for_device(handover_desk.get_handover),
        "Whether a phone can open it now, and its link",
        answer=HandoverAnswer,
        errors=DEVICE,
    ),
    Route(
        "DELETE",
        "/api/kiosk/handovers/{token}",
        for_device(handover_desk.end_handover),
        "Forget it before its time",
        answer=HandoverAnswer,
        errors=DEVICE,
    ),
    Route(
        "GET",
        "/api/kiosk/host/session",
        at_kiosk(host_desk.get_host_session),
        "Whether this browser is the host's",
        answer=HostSessionAnswer,
        errors=NO_KIOSK,
    ),
    Route(
        "POST",
        "/api/kiosk/host/session",
        at_kiosk(host_desk.begin_host_session),
        "Give the host's code. 429 with Retry-After after too many attempts",
        status=HTTPStatus.CREATED,
        request=HostCodeRequest,
        answer=HostSessionAnswer,
        errors={
            **BODY_ERRORS,
            **NO_KIOSK,
            HTTPStatus.FORBIDDEN: "`wrong_code`, or another site's page asks.",
            HTTPStatus.TOO_MANY_REQUESTS: "Too many wrong codes.",
        },
    ),
    Route(
        "DELETE",
        "/api/kiosk/host/session",
        at_kiosk(host_desk.end_host_session),
        "Leave the host's page",
        answer=HostSessionAnswer,
        errors={**NO_KIOSK, HTTPStatus.FORBIDDEN: "Another site's page asks."},
    ),
    Route(
        "POST",
        "/api/kiosk/host/device",
        for_host(host_desk.mark_device),
        "Let this browser be the kiosk's own",
        answer=HostSessionAnswer,
        errors=HOST,
    ),
    Route(
        "GET",
        "/api/kiosk/host",
        for_host(host_desk.get_standing),
        "How the kiosk is: page, browser, plays, queue, errors, orders",
        answer=HostAnswer,
        errors=HOST,
    ),
    Route(
        "POST",
        "/api/kiosk/host/orders",
        for_host(host_desk.take_order),
        "Pause, open, end the visit, load anew, restart the browser, cap the sound",
        request=HostOrderRequest,
        answer=HostAnswer,
        errors={
            **BODY_ERRORS,
            **HOST,
            HTTPStatus.CONFLICT: "`browser_not_kept`: this server started none.",
        },
    ),
    Route(
        "GET",
        "/h/{token}",
        at_kiosk(phone_page.get_phone_page),
        "The page that a phone opens to save its visitor's picture or video",
        media_type="text/html",
        errors=NO_KIOSK,
    ),
    Route(
        "GET",
        "/h/{token}/{file}",
        at_kiosk(phone_page.get_phone_file),
        "The picture or video itself, whole or the part that is asked for",
        media_type="application/octet-stream",
        errors=NO_KIOSK,
    ),
    Route("GET", "/kiosk", static_files.get_page, "The app", is_described=False),
    Route("GET", "/kiosk/host", static_files.get_page, "The app", is_described=False),
)
