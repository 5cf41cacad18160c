"""How far the numbers can be trusted: every measure against sets that people labeled."""
