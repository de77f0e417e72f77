"""The values that `--get` prints, by name; alone, because the fast path needs no more to check its arguments."""

from __future__ import annotations

FIELDS = (
    "region",
    "region_id",
    "county",
    "county_code",
    "municipality",
    "code",
    "phone",
    "phone_kind",
    "email",
    "host",
    "hotline",
    "phones",
    "serves",
    "as_of",
    "stale",
    "origin",
    "confidence",
)
