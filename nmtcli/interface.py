"""The language of the user's screens, asked of Windows and macOS by ctypes: they need not set LANG."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SWEDISH = 0x1D  # the primary language of a LANGID of Windows, whatever the country
_UTF_8 = 0x08000100  # kCFStringEncodingUTF8
_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"


def interface_language() -> str:
    """ "sv" for Swedish on Windows, "sv-SE" or the like on macOS; "" elsewhere, and where it cannot be told."""
    try:
        if sys.platform == "win32":
            import ctypes

            return of_windows(ctypes.windll.kernel32)
        if sys.platform == "darwin":
            import ctypes

            return of_mac(ctypes.CDLL(_FOUNDATION))
    except (ImportError, OSError, AttributeError):  # a Python without ctypes, a system without the library
        pass
    return ""


def of_windows(kernel: Any) -> str:
    """By kernel32."""
    return "sv" if kernel.GetUserDefaultUILanguage() & 0x3FF == _SWEDISH else ""


def of_mac(foundation: Any) -> str:
    """By CoreFoundation: the first of the preferred languages."""
    from ctypes import c_bool, c_char_p, c_long, c_uint32, c_void_p, create_string_buffer

    calls = {
        "CFLocaleCopyPreferredLanguages": (c_void_p,),
        "CFArrayGetCount": (c_long, c_void_p),
        "CFArrayGetValueAtIndex": (c_void_p, c_void_p, c_long),
        "CFStringGetCString": (c_bool, c_void_p, c_char_p, c_long, c_uint32),
        "CFRelease": (None, c_void_p),
    }
    for name, (result, *arguments) in calls.items():  # pointers have 64 bits, which ctypes would cut
        function = getattr(foundation, name)
        function.restype, function.argtypes = result, arguments
    languages = foundation.CFLocaleCopyPreferredLanguages()
    if not languages:
        return ""
    text = create_string_buffer(64)
    if foundation.CFArrayGetCount(languages):
        first = foundation.CFArrayGetValueAtIndex(languages, 0)
        foundation.CFStringGetCString(first, text, len(text), _UTF_8)
    foundation.CFRelease(languages)
    return str(text.value, "ascii", "replace")
