"""What the searches for packages cost, against NegMAS and against what was promised."""
