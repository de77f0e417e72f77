"""Degrees -> metres on the Swedish national grid, SWEREF 99 TM.

The formulas are those that Lantmäteriet publishes ("Gauss conformal projection", the series of Krüger), exact to a
millimetre in Sweden. WGS 84, the system of telephones, and SWEREF 99 differ by less than a metre.
"""

from __future__ import annotations

from math import asin, asinh, atanh, cos, cosh, radians, sin, sinh, sqrt, tan

_AXIS = 6_378_137.0  # metres: the ellipsoid GRS 80
_FLATTENING = 1 / 298.257222101
_MERIDIAN = radians(15)
_SCALE = 0.9996
_FALSE_EAST = 500_000.0

_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SERIES = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))


def to_grid(latitude: float, longitude: float) -> tuple[float, float]:
    """East and north in metres of a latitude and a longitude in degrees, which should be near Sweden.

    >>> [round(metres) for metres in to_grid(59.3293, 18.0686)]
    [674572, 6580743]
    """
    phi, along = radians(latitude), radians(longitude) - _MERIDIAN
    e = _ECCENTRICITY
    conformal = asinh(tan(phi)) - e * atanh(e * sin(phi))  # the isometric latitude
    north_angle = asin(sinh(conformal) / sqrt(sinh(conformal) ** 2 + cos(along) ** 2))
    east_angle = atanh(sin(along) / cosh(conformal))
    north, east = north_angle, east_angle
    for order, factor in enumerate(_SERIES, 1):
        north += factor * sin(2 * order * north_angle) * cosh(2 * order * east_angle)
        east += factor * cos(2 * order * north_angle) * sinh(2 * order * east_angle)
    return _FALSE_EAST + _SCALE * _RADIUS * east, _SCALE * _RADIUS * north
