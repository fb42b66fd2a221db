"""How a browser is started so that a visitor cannot leave the kiosk's page."""

from pathlib import Path

# What a page cannot prevent, by the browser itself (peter.sh/experiments/chromium-command-line-
# switches): full screen without a bar, no pinch, no swipe back, no bubbles, sound and camera
# without a question, nothing of Google's.
BROWSER_FLAGS = (
    "--kiosk",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--hide-crash-restore-bubble",
    "--disable-infobars",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-features=Translate,TouchpadOverscrollHistoryNavigation,MediaRouter",
    "--disable-translate",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--autoplay-policy=no-user-gesture-required",
    "--password-store=basic",
)


def browser_flags(profile: Path) -> tuple[str, ...]:
    """Return the flags. profile: a folder for this kiosk alone, which outlives a restart."""
    return (*BROWSER_FLAGS, f"--user-data-dir={profile}")


def browser_policies(origin: str) -> dict[str, object]:
    """Return the managed policies (chromeenterprise.google/policies) for the kiosk's machine.

    Flags close the window; policies close what keys still open: other addresses, new windows,
    developer tools, printing, saving, view-source. The camera is given to this origin alone.
    """
    return {
        "URLBlocklist": ["*"],
        "URLAllowlist": [origin, f"blob:{origin}"],
        "VideoCaptureAllowedUrls": [origin],
        "AudioCaptureAllowed": False,
        "AutoplayAllowed": True,
        "DeveloperToolsAvailability": 2,
        "IncognitoModeAvailability": 1,
        "BrowserAddPersonEnabled": False,
        "BrowserGuestModeEnabled": False,
        "BrowserSignin": 0,
        "SyncDisabled": True,
        "PrintingEnabled": False,
        "DownloadRestrictions": 3,
        "AllowFileSelectionDialogs": False,
        "PasswordManagerEnabled": False,
        "AutofillAddressEnabled": False,
        "AutofillCreditCardEnabled": False,
        "TranslateEnabled": False,
        "BookmarkBarEnabled": False,
        "EditBookmarksEnabled": False,
        "ExtensionInstallBlocklist": ["*"],
        "TaskManagerEndProcessEnabled": False,
        "AllowDinosaurEasterEgg": False,
        "MetricsReportingEnabled": False,
        "DefaultNotificationsSetting": 2,
        "DefaultGeolocationSetting": 2,
        "DefaultPopupsSetting": 2,
    }
