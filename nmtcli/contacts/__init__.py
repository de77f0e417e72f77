"""Contact lists: checking them, an organisation's own list over the shipped one, keeping and exchanging it."""
