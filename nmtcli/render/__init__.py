"""Results -> text, JSON, tables, vCard. Decides nothing: what it says was decided where the result was made."""
