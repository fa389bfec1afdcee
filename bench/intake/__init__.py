"""How good reading reports is, and what it costs."""
