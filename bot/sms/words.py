"""The texts that exist in messages alone. Each fits one segment, or two where it must say more."""

from __future__ import annotations

EMERGENCY_TAIL = "Emergency: 999. Health advice: 111."
OPTED_OUT = (
    "OK, we will not text you again. To come back, text START. We still answer if you text us "
    f"about an emergency. {EMERGENCY_TAIL}"
)
WELCOME_BACK = (
    "Fingerpost again. Text what you need and your town or postcode. To opt out, text STOP. "
    f"{EMERGENCY_TAIL}"
)
WHO_WE_ARE = (
    "Fingerpost finds health, care and community services in Kent & Medway. Text what you need and "
    f"your town or postcode. We do not diagnose. {EMERGENCY_TAIL} To opt out, text STOP."
)
EMPTY = f"Your text came without words. Text what you need and your town. {EMERGENCY_TAIL}"
PICTURE = (
    "We cannot open pictures, voice notes or files. Tell us in words what you need and where you "
    f"are. {EMERGENCY_TAIL}"
)
PICTURE_TOO = "(We cannot open pictures or files.)"
PIN_OUTSIDE = (
    "That place is outside Kent & Medway, and we only know services here. For help elsewhere call "
    "111. Emergency: 999. Or text a town here."
)
DELETED = (
    "Done. Your conversation is deleted. If you had opted out, we keep only a code that "
    f"stops us texting you. {EMERGENCY_TAIL}"
)
NOT_DELETED = (
    "Sorry, we could not delete everything just now. Please text DELETE MY DATA again in a few "
    f"minutes. {EMERGENCY_TAIL}"
)
TOO_MANY = (
    "That is a lot of texts in a short time. We will answer again within the hour. Emergency: "
    "call 999. Health advice: call 111."
)
BUSY = (
    "Sorry, we cannot answer more texts today. For health advice at any hour call 111. In an "
    "emergency call 999."
)
LATE = (
    "Sorry, we could not answer your last text in time. If life is in danger call 999. For urgent "
    "advice call 111. Please text us again."
)
PRIVATE = (
    "I have found help for you. Does someone else see this phone? To read it here, reply OK. If "
    "not safe, delete these texts. In danger: 999. Advice: 111."
)
OLD_LIST = f"That list is no longer here. Text again what you need and where. {EMERGENCY_TAIL}"
NO_SUCH_NUMBER = "There is no number {number} here. Reply {known}, or text what you need."
NO_NUMBERS = f"There is no list yet. Text what you need and your town. {EMERGENCY_TAIL}"
NO_MAP = "We have no address for {name}. {way}"
SHARED = "From Fingerpost. To opt out, text STOP."
FALLBACK_ELSEWHERE = (
    "Sorry, we cannot answer now. If life is in danger call 999. For urgent health advice call 111."
)
"""What the static TwiML on other infrastructure says (docs/sms.md)."""

ALL = {
    name: value
    for name, value in dict(globals()).items()
    if name.isupper() and isinstance(value, str)
}
"""Every text by its name, for tests."""
