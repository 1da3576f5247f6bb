"""British National Grid to latitude and longitude, good to about 5 metres.

Source of the formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great
Britain" (annexes B and C; Helmert parameters of section 6.6, with the signs turned round because
the step here is OSGB36 to WGS84).
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt, tan

_AIRY_A, _AIRY_B = 6_377_563.396, 6_356_256.909
_WGS_A, _WGS_B = 6_378_137.0, 6_356_752.3142
_SCALE = 0.9996012717
_ORIGIN_LAT, _ORIGIN_LON = radians(49), radians(-2)
_FALSE_EAST, _FALSE_NORTH = 400_000.0, -100_000.0
_SHIFT = (446.448, -125.157, 542.060)
_SECONDS = pi / (180 * 3600)
_TURN = (0.1502 * _SECONDS, 0.2470 * _SECONDS, 0.8421 * _SECONDS)
_STRETCH = 1 - 20.4894e-6


def to_wgs84(*, easting: float, northing: float) -> tuple[float, float]:
    """WGS84 latitude and longitude in degrees of a grid reference in metres."""
    return _to_degrees(*_helmert(*_to_cartesian(*_to_airy(easting, northing))))


def _meridian(lat: float) -> float:
    n = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)
    less, more = lat - _ORIGIN_LAT, lat + _ORIGIN_LAT
    return (
        _AIRY_B
        * _SCALE
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(less) * cos(more)
            + (1.875 * n**2 + 1.875 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _to_airy(easting: float, northing: float) -> tuple[float, float]:
    """Undo the transverse Mercator projection (annex C.2)."""
    lat = _ORIGIN_LAT
    while (rest := northing - _FALSE_NORTH - _meridian(lat)) >= 1e-5:
        lat += rest / (_AIRY_A * _SCALE)
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    across = _AIRY_A * _SCALE / sqrt(1 - e2 * sin(lat) ** 2)
    along = _AIRY_A * _SCALE * (1 - e2) * (1 - e2 * sin(lat) ** 2) ** -1.5
    eta2 = across / along - 1
    t, sec, east = tan(lat), 1 / cos(lat), easting - _FALSE_EAST
    seventh = t / (2 * along * across)
    eighth = t / (24 * along * across**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    ninth = t / (720 * along * across**5) * (61 + 90 * t**2 + 45 * t**4)
    tenth = sec / across
    eleventh = sec / (6 * across**3) * (across / along + 2 * t**2)
    twelfth = sec / (120 * across**5) * (5 + 28 * t**2 + 24 * t**4)
    lon = _ORIGIN_LON + tenth * east - eleventh * east**3 + twelfth * east**5
    return lat - seventh * east**2 + eighth * east**4 - ninth * east**6, lon


def _to_cartesian(lat: float, lon: float) -> tuple[float, float, float]:
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    radius = _AIRY_A / sqrt(1 - e2 * sin(lat) ** 2)
    return (
        radius * cos(lat) * cos(lon),
        radius * cos(lat) * sin(lon),
        (1 - e2) * radius * sin(lat),
    )


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    rx, ry, rz = _TURN
    return (
        _SHIFT[0] + _STRETCH * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + _STRETCH * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + _STRETCH * z,
    )


def _to_degrees(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = 1 - (_WGS_B / _WGS_A) ** 2
    flat = hypot(x, y)
    lat = atan2(z, flat * (1 - e2))
    for _ in range(6):
        radius = _WGS_A / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * radius * sin(lat), flat)
    return degrees(lat), degrees(atan2(y, x))
