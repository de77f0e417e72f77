"""Positions: what people send from a telephone or copy from a map, and the counties in which they lie.

`reading` finds the positions in a text (`links`, `pairs`), `sweref` turns degrees into metres, `outlines` knows the
borders, and `locate` says what lies there: a county, a border, the sea, another country.
"""
