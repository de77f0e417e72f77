"""The sub-commands beside `lookup`: click options -> one call -> render -> exit code."""
