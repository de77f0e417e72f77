"""Positions: what people send from a telephone or copy from a map, and the counties in which they lie.

`reading` finds a position in a text, `sweref` turns degrees into metres, `outlines` knows the borders, and `locate`
says what lies there: a county, a border, the sea, another country.
"""
