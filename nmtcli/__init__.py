"""Route any Swedish place to its regional coordinator against prostitution and human trafficking.

>>> from nmtcli import Directory
>>> answer = Directory.load().route("Kirunna")
>>> answer.region.name, answer.resolution.place.name, answer.hotline.phone
('Nord', 'Kiruna', '020-39 00 00')
"""

__version__ = "0.2.0"
__all__ = ["Directory", "__version__", "number_of"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.contacts.book import number_of as number_of
    from nmtcli.directory import Directory as Directory


def __getattr__(name: str) -> object:
    # Imported when they are asked for: the command line's fast path needs only a part of them.
    if name == "Directory":
        from nmtcli.directory import Directory

        return Directory
    if name == "number_of":
        from nmtcli.contacts.book import number_of

        return number_of
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
