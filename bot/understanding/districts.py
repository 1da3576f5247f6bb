"""The thirteen districts of the area, with their ONS codes, and the neighbours' names."""

from __future__ import annotations

DISTRICTS = {
    "E07000105": "Ashford",
    "E07000106": "Canterbury",
    "E07000107": "Dartford",
    "E07000108": "Dover",
    "E07000109": "Gravesham",
    "E07000110": "Maidstone",
    "E07000111": "Sevenoaks",
    "E07000112": "Folkestone and Hythe",
    "E07000113": "Swale",
    "E07000114": "Thanet",
    "E07000115": "Tonbridge and Malling",
    "E07000116": "Tunbridge Wells",
    "E06000035": "Medway",
}
"""ONS local authority codes: the twelve districts of Kent, and Medway."""

NEIGHBOURS = {
    "E09000004": "Bexley",
    "E09000006": "Bromley",
    "E09000008": "Croydon",
    "E09000011": "Greenwich",
    "E09000022": "Lambeth",
    "E09000023": "Lewisham",
    "E07000062": "Hastings",
    "E07000063": "Lewes",
    "E07000064": "Rother",
    "E07000065": "Wealden",
    "E07000215": "Tandridge",
}
"""Districts outside the area in which postcodes of ME, CT, TN, DA and BR lie."""

AREAS = ("ME", "CT", "TN", "DA", "BR")
"""Postcode areas of which each full postcode is known."""
